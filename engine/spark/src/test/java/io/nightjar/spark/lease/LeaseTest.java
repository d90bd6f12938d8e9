package io.nightjar.spark.lease;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nightjar.FailureKind;
import io.nightjar.NightjarException;
import io.nightjar.spark.storage.StorageRoot;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LeaseTest {
  @TempDir private Path directory;
  private Path locks;

  @BeforeEach
  void locate() {
    locks = directory.resolve("locks/adult/2026-11-19");
  }

  @Test
  void isFreeAgainOnceItIsClosed() {
    for (int run = 1; run <= 3; run++) {
      try (Lease lease = acquire("run-" + run)) {
        assertThat(lease.generation()).isEqualTo(run);
        lease.requireHeld();
      }
    }
  }

  @Test
  void tellsASecondStarterWhoHoldsIt() {
    try (Lease lease = acquire("run-1")) {
      assertThat(lease.generation()).isEqualTo(1);
      ProcessIdentity self = ProcessIdentity.current();
      LeaseOwner owner = files().owner(1);
      assertThatThrownBy(() -> acquire("run-2"))
          .isInstanceOfSatisfying(
              NightjarException.class, e -> assertThat(e.kind()).isEqualTo(FailureKind.STORAGE))
          .hasMessageStartingWith(
              "adult for 2026-11-19: is already running: run run-1 on host "
                  + self.host()
                  + ", pid "
                  + self.pid()
                  + ", since "
                  + owner.since()
                  + ", last sign of life ")
          .hasMessageEndingWith(
              ". Wait for it to end. If that process is gone, the next run takes over 60 s after"
                  + " its last sign of life, at once on the same host.");
    }
  }

  @Test
  void holdsEachDateAndJobApart() {
    try (Lease one = acquire("run-1");
        Lease other = Lease.acquire(root(), LeaseRequest.of("adult", "2026-11-20", "run-2"))) {
      assertThat(List.of(one.generation(), other.generation())).containsExactly(1, 1);
    }
  }

  @Test
  void givesItToOneOfManyStarters() throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(16);
    List<Lease> held = new ArrayList<>();
    try {
      List<Callable<Lease>> starters = new ArrayList<>();
      for (int starter = 0; starter < 16; starter++) {
        String run = "run-" + starter;
        starters.add(() -> tryAcquire(run));
      }
      for (Future<Lease> starter : pool.invokeAll(starters)) {
        if (starter.get() != null) {
          held.add(starter.get());
        }
      }
      assertThat(held).hasSize(1);
    } finally {
      pool.shutdown();
      held.forEach(Lease::close);
    }
  }

  @Test
  void isTakenOverAtOnceWhenItsProcessWasKilled() throws Exception {
    Process holder = startHolder();
    try (BufferedReader out =
        new BufferedReader(
            new InputStreamReader(holder.getInputStream(), StandardCharsets.UTF_8))) {
      String line = out.readLine();
      while (line != null && !line.equals("held")) {
        line = out.readLine();
      }
      assertThat(line).isEqualTo("held");
      assertThatThrownBy(() -> acquire("run-2"))
          .hasMessageContaining("is already running: run killed on host ")
          .hasMessageContaining(", pid " + holder.pid() + ", ");
    } finally {
      holder.destroyForcibly();
    }
    assertThat(holder.waitFor(30, TimeUnit.SECONDS)).isTrue();
    try (Lease lease = acquire("run-2")) {
      assertThat(lease.generation()).isEqualTo(2);
    }
  }

  @Test
  void isTakenOverFromASilentOwnerOnAnotherHost() throws IOException {
    writeOwner("elsewhere", Instant.now().minusSeconds(61));
    try (Lease lease = acquire("run-2")) {
      assertThat(lease.generation()).isEqualTo(2);
    }
  }

  @Test
  void staysWithAnOwnerOnAnotherHostThatSpokeLately() throws IOException {
    writeOwner("elsewhere", Instant.now().minusSeconds(300));
    Files.writeString(locks.resolve("000001.heartbeat"), Instant.now().minusSeconds(30).toString());
    assertThatThrownBy(() -> acquire("run-2"))
        .hasMessageContaining("run far on host elsewhere, pid 7, since ");
  }

  @Test
  void tellsAnOwnerThatItWasReplaced() throws Exception {
    try (Lease slow = acquire("run-1")) {
      assertThat(files().take(2, owner("elsewhere", Instant.now()))).isTrue();
      assertThatThrownBy(slow::requireHeld)
          .hasMessage(
              "adult for 2026-11-19: this run was silent for so long that run far on host elsewhere,"
                  + " pid 7 took over; it stops here and has published nothing more. Look at that"
                  + " run.");
    }
  }

  @Test
  void showsThatItLives() throws Exception {
    LeaseRequest request = new LeaseRequest("adult", "2026-11-19", "run-1", Duration.ofMillis(200));
    try (Lease lease = Lease.acquire(root(), request)) {
      Instant first = awaitHeartbeatAfter(Instant.EPOCH);
      assertThat(awaitHeartbeatAfter(first)).isAfter(first);
      lease.requireHeld();
    }
    assertThat(locks.resolve("000001.released")).exists();
  }

  @Test
  void refusesADamagedOwnerFile() throws IOException {
    Files.createDirectories(locks);
    Files.writeString(locks.resolve("000001.json"), "{\"host");
    assertThatThrownBy(() -> acquire("run-2"))
        .hasMessage(
            "file:"
                + locks.resolve("000001.json")
                + ": is damaged, so it is unknown who holds this lease. Make sure that no run is"
                + " active, then delete the file.");
  }

  @Test
  void seesThatAProcessIdWasUsedAgain() {
    ProcessIdentity self = ProcessIdentity.current();
    ProcessIdentity earlier =
        new ProcessIdentity(self.host(), self.boot(), self.namespace(), self.pid(), "1");
    assertThat(self.lifeOf(self)).isEqualTo(ProcessIdentity.Life.RUNNING);
    assertThat(self.lifeOf(earlier)).isEqualTo(ProcessIdentity.Life.GONE);
    assertThat(
            self.lifeOf(new ProcessIdentity(self.host(), self.boot(), "pid:[1]", self.pid(), "1")))
        .isEqualTo(ProcessIdentity.Life.UNSEEN);
  }

  /** Takes a lease and holds it until it is killed. */
  static final class Holder {
    private Holder() {}

    public static void main(String[] arguments) throws InterruptedException {
      Lease lease =
          Lease.acquire(
              StorageRoot.open(arguments[0], new Configuration()),
              LeaseRequest.of("adult", "2026-11-19", "killed"));
      System.out.println("held");
      Thread.sleep(TimeUnit.MINUTES.toMillis(2));
      lease.close();
    }
  }

  private Process startHolder() throws IOException {
    return new ProcessBuilder(
            ProcessHandle.current().info().command().orElse("java"),
            "-Xmx128m",
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            Holder.class.getName(),
            directory.toString())
        .redirectErrorStream(true)
        .start();
  }

  private Instant awaitHeartbeatAfter(Instant seen) throws InterruptedException {
    for (int look = 0; look < 1000; look++) {
      Instant now = files().heartbeat(1).orElse(Instant.EPOCH);
      if (now.isAfter(seen)) {
        return now;
      }
      Thread.sleep(5);
    }
    throw new AssertionError("no heartbeat after " + seen);
  }

  private void writeOwner(String host, Instant since) throws IOException {
    Files.createDirectories(locks);
    Files.write(locks.resolve("000001.json"), owner(host, since).bytes());
  }

  private static LeaseOwner owner(String host, Instant since) {
    return new LeaseOwner(new ProcessIdentity(host, "b", "n", 7, "9"), "far", since, "token");
  }

  private Lease tryAcquire(String run) {
    try {
      return acquire(run);
    } catch (NightjarException held) {
      return null;
    }
  }

  private Lease acquire(String run) {
    return Lease.acquire(root(), LeaseRequest.of("adult", "2026-11-19", run));
  }

  private LeaseFiles files() {
    return new LeaseFiles(root(), LeaseRequest.of("adult", "2026-11-19", "any"));
  }

  private StorageRoot root() {
    return StorageRoot.open(directory.toString(), new Configuration());
  }
}
