package io.nightjar.spark.lease;

import io.nightjar.FailureKind;
import io.nightjar.NightjarException;
import io.nightjar.spark.storage.StorageRoot;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one right to run a job for a date. While it is open a thread shows that its owner lives; an
 * owner whose process is gone on this host is replaced at once, one on another host when it has
 * been silent for the time to live. Hosts' clocks must agree within that time.
 *
 * <p>An owner that was silent too long (a paused machine) may be replaced while it still runs: call
 * {@link #requireHeld} before anything that others see.
 */
public final class Lease implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Lease.class);
  private static final int RACES = 20;

  private final LeaseFiles files;
  private final LeaseRequest request;
  private final int generation;
  private final ScheduledExecutorService heart;
  private final ScheduledFuture<?> beats;

  private Lease(LeaseFiles files, LeaseRequest request, int generation) {
    this.files = files;
    this.request = request;
    this.generation = generation;
    this.heart =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread thread = new Thread(task, "lease-" + request.job() + "-" + request.date());
              thread.setDaemon(true);
              return thread;
            });
    long period = Math.max(1, request.timeToLive().toMillis() / 4);
    this.beats = heart.scheduleAtFixedRate(this::beat, 0, period, TimeUnit.MILLISECONDS);
  }

  /**
   * Takes the lease, or takes it over from an owner that is gone.
   *
   * @param root the registry's directory
   * @throws NightjarException (storage) saying who holds it since when, and what to do
   */
  public static Lease acquire(StorageRoot root, LeaseRequest request) {
    LeaseFiles files = new LeaseFiles(root, request);
    ProcessIdentity self = ProcessIdentity.current();
    for (int race = 0; race < RACES; race++) {
      int latest = files.latest();
      if (latest > 0 && !files.released(latest)) {
        requireGone(files, request, latest, self);
      }
      LeaseOwner owner =
          new LeaseOwner(self, request.runId(), Instant.now(), UUID.randomUUID().toString());
      if (files.take(latest + 1, owner)) {
        return new Lease(files, request, latest + 1);
      }
    }
    throw NightjarException.of(
        FailureKind.STORAGE,
        name(request),
        "lost the race for the lease " + RACES + " times. Run again later.");
  }

  /** Counts the owners of this job and date, this one included; more than 1 after a takeover. */
  public int generation() {
    return generation;
  }

  /**
   * Checks that nobody took the lease over.
   *
   * @throws NightjarException (storage) when somebody did
   */
  public void requireHeld() {
    if (files.exists(generation + 1)) {
      LeaseOwner next = files.owner(generation + 1);
      throw NightjarException.of(
          FailureKind.STORAGE,
          name(request),
          "this run was silent for so long that "
              + described(next)
              + " took over; it stops here and has published nothing more. Look at that run.");
    }
  }

  /** Ends the lease, so that the next run for this job and date may start at once. */
  @Override
  public void close() {
    beats.cancel(false);
    heart.shutdown();
    try {
      if (!heart.awaitTermination(10, TimeUnit.SECONDS)) {
        LOG.warn("the last heartbeat of {} still runs", name(request));
      }
      files.release(generation, Instant.now());
    } catch (IOException e) {
      LOG.warn("{} was not released; it ends when this process does", name(request), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      LOG.warn("{} was not released; it ends when this process does", name(request), e);
    }
  }

  private void beat() {
    try {
      files.beat(generation, Instant.now());
      if (files.exists(generation + 1)) {
        LOG.error("{} was taken over by another run", name(request));
      }
    } catch (IOException | RuntimeException e) {
      LOG.warn("no heartbeat of {}; it is tried again", name(request), e);
    }
  }

  private static void requireGone(
      LeaseFiles files, LeaseRequest request, int generation, ProcessIdentity self) {
    LeaseOwner owner = files.owner(generation);
    Instant seen = files.heartbeat(generation).orElse(owner.since());
    Duration silent = Duration.between(seen, Instant.now());
    ProcessIdentity.Life life = self.lifeOf(owner.process());
    boolean overdue = silent.compareTo(request.timeToLive()) > 0;
    if (life == ProcessIdentity.Life.GONE || overdue) {
      LOG.warn(
          "{} is taken over from {} (last sign of life {})", name(request), described(owner), seen);
      return;
    }
    throw NightjarException.of(
        FailureKind.STORAGE,
        name(request),
        "is already running: "
            + described(owner)
            + ", since "
            + owner.since()
            + ", last sign of life "
            + seen
            + ". Wait for it to end. If that process is gone, the next run takes over "
            + request.timeToLive().toSeconds()
            + " s after its last sign of life, at once on the same host.");
  }

  private static String described(LeaseOwner owner) {
    return "run "
        + owner.runId()
        + " on host "
        + owner.process().host()
        + ", pid "
        + owner.process().pid();
  }

  private static String name(LeaseRequest request) {
    return request.job() + " for " + request.date();
  }
}
