package io.nightjar.spark.score.publish;

import io.nightjar.NightjarException;
import io.nightjar.spark.score.publish.IntentLog.Ending;
import io.nightjar.spark.score.publish.IntentLog.Entry;
import io.nightjar.spark.score.publish.Publisher.Recovered;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.fs.Path;

/** Settles the intents that dead processes left open. */
final class Recovery {

  /**
   * The renames take seconds: an intent of another host that is older than this is a dead one's.
   */
  static final Duration LEASE = Duration.ofMinutes(10);

  private final Storage storage;
  private final IntentLog log;
  private final Owner owner;
  private final Path draft;

  Recovery(Storage storage, IntentLog log, Owner owner, Path draft) {
    this.storage = storage;
    this.log = log;
    this.owner = owner;
    this.draft = draft;
  }

  /** Settles every date but those that a living process works on. */
  List<Recovered> settleAll() throws IOException {
    List<Recovered> settled = new ArrayList<>();
    for (Entry entry : log.newest()) {
      if (entry.open() && !isBusy(entry)) {
        settle(entry).ifPresent(settled::add);
      }
    }
    return settled;
  }

  /** The failure of a run that finds another one at work on its date. */
  NightjarException conflict(Entry entry) throws IOException {
    Optional<Intent> intent = log.read(entry);
    String who =
        intent.map(i -> "run " + i.runId() + " (" + i.owner().text() + ")").orElse("another run");
    Instant expiry = Instant.ofEpochMilli(entry.modifiedMs()).plus(LEASE);
    return StorageFailure.of(
        entry.path(),
        who
            + " is publishing "
            + entry.date()
            + " now; this run published nothing: run it again when the other one has ended (if that"
            + " process is gone, after "
            + expiry
            + ")");
  }

  private boolean isBusy(Entry entry) throws IOException {
    Owner.Liveness liveness =
        log.read(entry).map(i -> i.owner().liveness()).orElse(Owner.Liveness.UNKNOWN);
    long age = System.currentTimeMillis() - entry.modifiedMs();
    return switch (liveness) {
      case ALIVE -> true;
      case DEAD -> false;
      case UNKNOWN -> age < LEASE.toMillis();
    };
  }

  private Optional<Recovered> settle(Entry entry) throws IOException {
    Intent left =
        log.read(entry).orElseGet(() -> new Intent("", "", entry.date(), owner, List.of()));
    Intent mine = left.takenOverBy(owner);
    storage.write(draft, mine);
    Optional<Entry> taken = log.take(entry.number() + 1, mine, draft);
    if (taken.isEmpty() || !log.holds(taken.get())) {
      return Optional.empty();
    }
    try {
      return Optional.of(settle(taken.get(), mine));
    } catch (IOException e) {
      throw StorageFailure.unknownOutcome(left, entry.path(), e);
    }
  }

  private Recovered settle(Entry mine, Intent intent) throws IOException {
    TableSwap swap = new TableSwap(storage, intent, () -> requireHeld(mine));
    boolean finish = !intent.moves().isEmpty() && swap.canFinish();
    if (finish) {
      swap.finish();
    } else {
      swap.undo();
    }
    log.end(mine, finish ? Ending.DONE : Ending.UNDONE);
    return new Recovered(intent.runDate(), intent.runId(), finish);
  }

  void requireHeld(Entry mine) throws IOException {
    if (!log.holds(mine)) {
      throw conflict(log.newest(mine.date()).orElse(mine));
    }
  }
}
