package io.nightjar.spark.score.publish;

import io.nightjar.spark.score.publish.IntentLog.Entry;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/**
 * Begins publications of tables by logical date, and recovers those that a dead process left. See
 * the package's description for the protocol and for what a concurrent reader can see.
 */
public final class Publisher implements DatedPublisher {
  private final Storage storage;

  /** With Hadoop's configuration: which filesystem a scheme stands for, and its settings. */
  public Publisher(Configuration conf) {
    this.storage = new Storage(conf);
  }

  /** Settles what dead runs left, then opens staging folders. */
  @Override
  public Publication begin(PublishRequest request) {
    Path root = request.primary().root();
    Owner owner = Owner.begin();
    boolean opened = false;
    try {
      Publication publication = begin(qualified(request), owner);
      opened = true;
      return publication;
    } catch (IOException e) {
      throw StorageFailure.beforePublish(root, e);
    } finally {
      if (!opened) {
        owner.end();
      }
    }
  }

  /** Settles every publish under a table's root that a dead process left open. */
  public List<Recovered> recover(PublishTable primary) {
    Owner owner = Owner.begin();
    Path scratch = Staging.folder(primary, "recovery", owner.attempt());
    try {
      Path draft = new Path(scratch, Publication.DRAFT);
      List<Recovered> settled =
          new Recovery(storage, new IntentLog(storage, primary), owner, draft).settleAll();
      if (!settled.isEmpty()) {
        storage.delete(scratch);
      }
      return settled;
    } catch (IOException e) {
      throw StorageFailure.reading(primary.root(), e);
    } finally {
      owner.end();
    }
  }

  private Publication begin(PublishRequest request, Owner owner) throws IOException {
    request.requireApart();
    Publication publication = new Publication(storage, request, owner);
    recover(request.primary());
    Optional<Entry> top = publication.log().newest(request.runDate().toString());
    if (top.isPresent() && top.get().open()) {
      throw publication.recovery().conflict(top.get());
    }
    Staging staging = new Staging(storage);
    List<Path> left = staging.left(request.primary(), request.runId(), publication.log());
    for (PublishTable table : request.tables()) {
      staging.sweep(table, publication.log(), left);
    }
    publication.open(left);
    return publication;
  }

  private PublishRequest qualified(PublishRequest request) throws IOException {
    List<PublishTable> tables = new ArrayList<>();
    for (PublishTable table : request.tables()) {
      Path root = storage.at(table.root()).makeQualified(table.root());
      tables.add(new PublishTable(table.name(), root));
    }
    return new PublishRequest(
        request.job(), request.runId(), request.runDate(), request.repeat(), tables);
  }

  /**
   * What became of a publish that a dead process had left open.
   *
   * @param runDate the logical date, ISO
   * @param runId the run that had begun it
   * @param finished true when its tables are now in place, false when the old ones are back
   */
  public record Recovered(String runDate, String runId, boolean finished) {}
}
