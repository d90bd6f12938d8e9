package io.nightjar.spark.score.publish;

import io.nightjar.model.files.Sha256;
import io.nightjar.spark.score.manifest.Manifest;
import io.nightjar.spark.score.manifest.Provenance;
import io.nightjar.spark.score.manifest.RowCounts;
import io.nightjar.spark.score.publish.Intent.Move;
import io.nightjar.spark.score.publish.IntentLog.Ending;
import io.nightjar.spark.score.publish.IntentLog.Entry;
import io.nightjar.spark.score.publish.PublishRequest.Repeat;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.apache.hadoop.fs.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One try at publishing a logical date: write into {@link #stagingFolder}, then {@link #publish}.
 * Closing it without a publish removes what was staged and leaves what readers see as it was.
 */
public final class Publication implements DatedPublisher.Try {
  static final String DRAFT = "_intent.json";
  private static final String DATA = "data";
  private static final Logger LOG = LoggerFactory.getLogger(Publication.class);

  private final Storage storage;
  private final PublishRequest request;
  private final Owner owner;
  private final IntentLog log;
  private final Recovery recovery;
  private final ManifestStore manifests;
  private Optional<Manifest> base = Optional.empty();
  private Optional<Published> already = Optional.empty();
  private List<Path> left = List.of();
  private boolean stagingNeeded;

  Publication(Storage storage, PublishRequest request, Owner owner) {
    this.storage = storage;
    this.request = request;
    this.owner = owner;
    this.log = new IntentLog(storage, request.primary());
    this.manifests = new ManifestStore(storage, request);
    Path draft = new Path(attemptFolder(request.primary()), DRAFT);
    this.recovery = new Recovery(storage, log, owner, draft);
  }

  IntentLog log() {
    return log;
  }

  Recovery recovery() {
    return recovery;
  }

  void open(List<Path> stagedBefore) throws IOException {
    left = stagedBefore;
    base = manifests.current();
    boolean mine = base.filter(m -> m.runId().equals(request.runId())).isPresent();
    if (mine && request.repeat() == Repeat.SKIP) {
      already = Optional.of(manifests.requireWhole(base.get()));
    }
  }

  @Override
  public Optional<Published> alreadyPublished() {
    return already;
  }

  @Override
  public List<Path> stagedBefore() {
    return left.stream().map(folder -> new Path(folder, DATA)).toList();
  }

  /** The run whose rows readers see for the date now, if any. */
  public Optional<String> replacedRunId() {
    return base.map(Manifest::runId);
  }

  @Override
  public Path stagingFolder(String table) {
    return new Path(attemptFolder(manifests.table(table)), DATA);
  }

  /** Makes the staged tables visible, all of them or none. */
  @Override
  public Published publish(Provenance provenance, long rowsIn, List<StagedTable> staged) {
    RowCounts counts = StagedTable.reconciled(rowsIn, staged, stagingFolder(staged.get(0).table()));
    try {
      List<Published> published = new ArrayList<>();
      for (StagedTable table : staged) {
        published.add(writeManifest(table, provenance, counts));
      }
      swap(take());
      return published.get(0);
    } catch (IOException e) {
      throw StorageFailure.beforePublish(request.primary().root(), e);
    }
  }

  private Published writeManifest(StagedTable table, Provenance provenance, RowCounts counts)
      throws IOException {
    Manifest manifest = manifests.draft(table, provenance, counts, owner.attempt(), base);
    Path file = new Path(stagingFolder(table.table()), Manifest.FILE_NAME);
    String sha256 = Sha256.of(storage.write(file, manifest));
    Path place = manifests.table(table.table()).place(request.runDate());
    return new Published(place, manifest, sha256);
  }

  private Entry take() throws IOException {
    Intent intent = intent();
    Path draft = new Path(attemptFolder(request.primary()), DRAFT);
    Optional<Entry> top = log.newest(intent.runDate());
    if (top.isPresent() && top.get().open()) {
      throw recovery.conflict(top.get());
    }
    storage.write(draft, intent);
    stagingNeeded = true;
    try {
      Optional<Entry> taken = log.take(top.map(Entry::number).orElse(0) + 1, intent, draft);
      if (taken.isPresent() && log.holds(taken.get())) {
        return taken.get();
      }
      stagingNeeded = false;
      throw recovery.conflict(log.newest(intent.runDate()).orElseThrow());
    } catch (IOException e) {
      throw StorageFailure.unknownOutcome(intent, request.primary().root(), e);
    }
  }

  private Intent intent() {
    List<Move> moves = new ArrayList<>();
    for (PublishTable table : request.tables()) {
      Path trash = new Path(table.trashRoot(), request.runDate() + "." + owner.attempt());
      String staged = stagingFolder(table.name()).toString();
      String place = table.place(request.runDate()).toString();
      moves.add(0, new Move(table.name(), staged, place, trash.toString()));
    }
    return new Intent(request.runId(), owner.attempt(), request.runDate().toString(), owner, moves);
  }

  private void swap(Entry mine) throws IOException {
    Intent intent = intent();
    TableSwap swap = new TableSwap(storage, intent, () -> recovery.requireHeld(mine));
    try {
      requireSameBase(mine);
      swap.finish();
    } catch (IOException e) {
      undo(swap, mine, e);
      throw e;
    }
    try {
      log.end(mine, Ending.DONE);
    } catch (IOException e) {
      throw StorageFailure.unknownOutcome(intent, request.primary().root(), e);
    }
    stagingNeeded = false;
    discard(intent.moves().stream().map(Move::trashPath).toList());
  }

  private void undo(TableSwap swap, Entry mine, IOException cause) {
    try {
      swap.undo();
      log.end(mine, Ending.UNDONE);
      stagingNeeded = false;
    } catch (IOException e) {
      e.addSuppressed(cause);
      throw StorageFailure.unknownOutcome(intent(), request.primary().root(), e);
    }
  }

  /** Whoever published since this try began has newer rows, or the same: never silently undone. */
  private void requireSameBase(Entry mine) throws IOException {
    Optional<Manifest> now = manifests.current();
    String was = base.map(Manifest::attempt).orElse(null);
    if (!Objects.equals(was, now.map(Manifest::attempt).orElse(null))) {
      log.end(mine, Ending.UNDONE);
      stagingNeeded = false;
      throw StorageFailure.overtaken(
          request.primary().place(request.runDate()).toString(),
          request,
          now.map(Manifest::runId).orElse("(none)"));
    }
  }

  private Path attemptFolder(PublishTable table) {
    return Staging.folder(table, request.runId(), owner.attempt());
  }

  @Override
  public void close() {
    owner.end();
    discard(left);
    if (already.isEmpty() && !stagingNeeded) {
      discard(request.tables().stream().map(this::attemptFolder).toList());
    }
  }

  /** Nobody reads these any more; what can't be removed now is swept by the next run. */
  private void discard(List<Path> folders) {
    for (Path folder : folders) {
      try {
        storage.delete(folder);
      } catch (IOException e) {
        LOG.warn("{} could not be removed; the next run does it", folder, e);
      }
    }
  }
}
