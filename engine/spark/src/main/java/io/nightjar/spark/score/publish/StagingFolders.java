package io.nightjar.spark.score.publish;

import java.io.IOException;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The staging folders of one try, for tables that commit what was staged by themselves. */
public final class StagingFolders implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(StagingFolders.class);

  private final Storage storage;
  private final String runId;
  private final List<PublishTable> tables;
  private final Owner owner;

  private StagingFolders(Storage storage, String runId, List<PublishTable> tables, Owner owner) {
    this.storage = storage;
    this.runId = runId;
    this.tables = List.copyOf(tables);
    this.owner = owner;
  }

  /** Sweeps what dead tries left, and begins a new one. */
  public static StagingFolders open(Configuration conf, String runId, List<PublishTable> tables) {
    Storage storage = new Storage(conf);
    for (PublishTable table : tables) {
      try {
        new Staging(storage).sweep(table, new IntentLog(storage, table), List.of());
      } catch (IOException e) {
        throw StorageFailure.beforePublish(table.root(), e);
      }
    }
    return new StagingFolders(storage, runId, tables, Owner.begin());
  }

  /** Names the try; no other one has the same. */
  public String attempt() {
    return owner.attempt();
  }

  /** Where a table's data files are to be written; absent until they are. */
  public Path of(String table) {
    PublishTable wanted =
        tables.stream().filter(t -> t.name().equals(table)).findFirst().orElseThrow();
    return new Path(Staging.folder(wanted, runId, attempt()), "data");
  }

  /** Removes them; what can't be removed now is swept by the next try. */
  @Override
  public void close() {
    owner.end();
    for (PublishTable table : tables) {
      Path folder = Staging.folder(table, runId, attempt());
      try {
        storage.delete(folder);
      } catch (IOException e) {
        LOG.warn("{} could not be removed; the next run does it", folder, e);
      }
    }
  }
}
