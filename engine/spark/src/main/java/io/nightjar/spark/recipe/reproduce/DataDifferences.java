package io.nightjar.spark.recipe.reproduce;

import com.fasterxml.jackson.databind.JsonNode;
import io.nightjar.FailureKind;
import io.nightjar.NightjarException;
import io.nightjar.Problem;
import io.nightjar.journal.Event;
import io.nightjar.spark.data.DataFile;
import io.nightjar.spark.data.Snapshot;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;

/** What the training data are now, beside what they were. */
final class DataDifferences {
  private final RecordedTraining recorded;
  private final Configuration hadoop;

  DataDifferences(RecordedTraining recorded, Configuration hadoop) {
    this.recorded = recorded;
    this.hadoop = hadoop;
  }

  /** Files of the snapshot that are gone. */
  List<Problem> missing() {
    return files().values().stream()
        .filter(file -> now(file) == null)
        .map(DataDifferences::missing)
        .toList();
  }

  private static Problem missing(DataFile file) {
    return new Problem(file.path(), "is missing; it had " + file.bytes() + " bytes");
  }

  /** Nothing where the rows are the same, whatever files they lie in. */
  List<Problem> of(Snapshot now) {
    Event.SnapshotReference then = recorded.version().record().event().trainedOn();
    if (now.fingerprint().equals(then.sha256()) && now.rows() == then.rows()) {
      return List.of();
    }
    List<Problem> problems = new ArrayList<>();
    problems.add(
        new Problem(
            now.location(),
            "holds %d rows of content %s; %s was trained on %d of content %s"
                .formatted(
                    now.rows(),
                    now.fingerprint(),
                    recorded.version().reference(),
                    then.rows(),
                    then.sha256())));
    recorded.snapshot().ifPresent(snapshot -> addParts(problems, snapshot, now));
    return problems;
  }

  private void addParts(List<Problem> problems, JsonNode then, Snapshot now) {
    List<String> columns = new ArrayList<>();
    then.path("columns").forEach(column -> columns.add(column.asText()));
    if (!columns.equals(now.columns())) {
      problems.add(
          new Problem(now.location(), "has the columns " + now.columns() + "; had " + columns));
    }
    String version = then.path("version").asText("");
    if (!version.isEmpty() && !version.equals(now.version())) {
      problems.add(new Problem(now.location(), "is version " + now.version() + "; was " + version));
    }
    Map<String, DataFile> before = files();
    before.values().forEach(file -> addChange(problems, file));
    for (DataFile file : now.files()) {
      if (!before.isEmpty() && !before.containsKey(file.path())) {
        problems.add(new Problem(file.path(), "was not there when the version was trained"));
      }
    }
  }

  private void addChange(List<Problem> problems, DataFile then) {
    FileStatus now = now(then);
    if (now == null) {
      problems.add(missing(then));
    } else if (now.getLen() != then.bytes() || now.getModificationTime() != then.modifiedMillis()) {
      problems.add(
          new Problem(
              then.path(),
              "has %d bytes of %s; had %d of %s"
                  .formatted(
                      now.getLen(),
                      Instant.ofEpochMilli(now.getModificationTime()),
                      then.bytes(),
                      Instant.ofEpochMilli(then.modifiedMillis()))));
    }
  }

  /** By path; empty where the run record is gone or the table's files aren't known. */
  private Map<String, DataFile> files() {
    Map<String, DataFile> files = new TreeMap<>();
    recorded
        .snapshot()
        .ifPresent(
            snapshot ->
                snapshot
                    .path("files")
                    .forEach(
                        file ->
                            files.put(
                                file.path("path").asText(),
                                new DataFile(
                                    file.path("path").asText(),
                                    file.path("bytes").asLong(),
                                    file.path("modified_millis").asLong()))));
    return files;
  }

  private FileStatus now(DataFile file) {
    Path path = new Path(file.path());
    try {
      return path.getFileSystem(hadoop).getFileStatus(path);
    } catch (FileNotFoundException e) {
      return null;
    } catch (IOException e) {
      throw NightjarException.of(
          FailureKind.STORAGE, file.path(), "can't be looked at: " + e.getMessage() + ".", e);
    }
  }
}
