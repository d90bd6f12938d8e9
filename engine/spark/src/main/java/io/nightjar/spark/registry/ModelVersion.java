package io.nightjar.spark.registry;

import io.nightjar.journal.Event;
import io.nightjar.journal.Recorded;
import io.nightjar.journal.VersionStatus;
import java.util.Map;
import org.apache.hadoop.fs.Path;

/**
 * A registered version and where its files lie.
 *
 * @param record what the journal says of it
 * @param directory its files, on the registry's file system
 */
public record ModelVersion(Recorded<Event.VersionRegistered> record, Path directory) {

  /** The model's name. */
  public String name() {
    return record.event().model();
  }

  /** 1, 2, … */
  public int version() {
    return record.event().version();
  }

  /** Candidate or rejected. */
  public VersionStatus status() {
    return record.event().status();
  }

  /** Each file's path below the directory, with its SHA-256. */
  public Map<String, String> files() {
    return record.event().files();
  }

  /** The hash over all files. */
  public String modelSha256() {
    return record.event().modelSha256();
  }

  /** Data set to metric to value. */
  public Map<String, Map<String, Double>> metrics() {
    return record.event().metrics();
  }

  /** As a person writes it: {@code name@7}. */
  public String reference() {
    return name() + "@" + version();
  }
}
