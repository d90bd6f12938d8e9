package io.nightjar.spark.score.publish;

import io.nightjar.spark.score.manifest.Manifest;
import io.nightjar.spark.score.publish.Intent.Move;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.fs.Path;

/**
 * Carries out an intent's renames, forward or back, from whatever state it finds; doing it twice is
 * the same as once.
 */
final class TableSwap {
  private final Storage storage;
  private final Intent intent;
  private final Fence fence;

  /** Asked before each rename: is the date still ours? Throws when it is not. */
  interface Fence {
    void check() throws IOException;
  }

  TableSwap(Storage storage, Intent intent, Fence fence) {
    this.storage = storage;
    this.intent = intent;
    this.fence = fence;
  }

  /** Whether every table is in place already or still staged whole. */
  boolean canFinish() throws IOException {
    for (Move move : intent.moves()) {
      if (!isNew(move.placePath()) && !isNew(move.stagedPath())) {
        return false;
      }
    }
    return true;
  }

  /** Puts every staged folder into place. */
  void finish() throws IOException {
    for (Move move : intent.moves()) {
      if (!isNew(move.placePath())) {
        replace(move);
      }
    }
  }

  private void replace(Move move) throws IOException {
    Path place = move.placePath();
    if (storage.exists(place)) {
      fence.check();
      storage.rename(place, move.trashPath());
    }
    fence.check();
    storage.rename(move.stagedPath(), place);
    if (!isNew(place)) {
      throw new IOException(place + " does not hold the folder that was renamed into it");
    }
  }

  /** Puts every old folder back. */
  void undo() throws IOException {
    List<Move> moves = intent.moves();
    for (int i = moves.size() - 1; i >= 0; i--) {
      restore(moves.get(i));
    }
  }

  private void restore(Move move) throws IOException {
    if (isNew(move.placePath())) {
      fence.check();
      storage.rename(move.placePath(), move.stagedPath());
    }
    if (storage.exists(move.trashPath())) {
      fence.check();
      storage.rename(move.trashPath(), move.placePath());
    }
  }

  private boolean isNew(Path folder) throws IOException {
    Optional<Manifest> manifest =
        storage.readIfWhole(new Path(folder, Manifest.FILE_NAME), Manifest.class);
    return manifest.filter(m -> intent.attempt().equals(m.attempt())).isPresent();
  }
}
