package io.nightjar.spark.score.publish;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightjar.FailureKind;
import io.nightjar.NightjarException;
import io.nightjar.spark.score.publish.PublishRequest.Repeat;
import io.nightjar.spark.storage.HdfsFixture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Several publishers, and readers beside them, on real file systems. */
class PublishRacesTest {
  @TempDir Path temp;

  enum Storage {
    LOCAL,
    HDFS
  }

  private PublishBench bench(Storage storage) {
    String folder = storage == Storage.HDFS ? HdfsFixture.newDirectory() : "file://" + temp;
    return new PublishBench(folder, new Configuration());
  }

  @ParameterizedTest
  @EnumSource(Storage.class)
  void publishesOnceAndReplacesWhole(Storage storage) throws IOException {
    PublishBench bench = bench(storage);
    Published first = bench.publish("one", Repeat.SKIP);
    assertThat(bench.publish("one", Repeat.SKIP)).isEqualTo(first);
    assertThat(bench.publish("two", Repeat.SKIP).manifest().replacesRunId()).isEqualTo("one");

    assertThat(bench.visible(bench.scores())).containsExactly("two", "two");
    assertThat(bench.visible(bench.quarantine())).containsExactly("two");
    assertThat(bench.leftovers()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(Storage.class)
  void letsOneOfManyPublishersAtOnceWin(Storage storage) throws Exception {
    PublishBench bench = bench(storage);
    int publishers = 8;
    CyclicBarrier together = new CyclicBarrier(publishers);
    ExecutorService pool = Executors.newFixedThreadPool(publishers);
    int won = 0;
    try {
      List<Callable<Published>> runs =
          IntStream.range(0, publishers).mapToObj(i -> racer(bench, "run-" + i, together)).toList();
      for (Future<Published> run : pool.invokeAll(runs)) {
        won += hasWon(run) ? 1 : 0;
      }
    } finally {
      pool.shutdown();
    }
    assertThat(won).isEqualTo(1);
    assertThat(bench.visible(bench.scores())).hasSize(2);
    assertThat(new HashSet<>(bench.visible(bench.scores()))).hasSize(1);
    assertThat(bench.leftovers()).isEmpty();
  }

  private static Callable<Published> racer(
      PublishBench bench, String runId, CyclicBarrier together) {
    return () -> {
      try (Publication mine = bench.publisher().begin(bench.request(runId, Repeat.SKIP))) {
        List<StagedTable> staged = bench.stage(mine, runId);
        together.await(60, TimeUnit.SECONDS);
        return mine.publish(PublishBench.provenance(), 3, staged);
      }
    };
  }

  private static boolean hasWon(Future<Published> run) throws InterruptedException {
    try {
      return run.get() != null;
    } catch (ExecutionException e) {
      assertThat(e.getCause()).isInstanceOf(NightjarException.class);
      assertThat(((NightjarException) e.getCause()).kind()).isEqualTo(FailureKind.STORAGE);
      assertThat(e.getCause()).hasMessageContaining("published nothing");
      return false;
    }
  }

  @ParameterizedTest
  @EnumSource(Storage.class)
  void showsAReaderTheOldRowsOrTheNewOnesAndNeverAPart(Storage storage) throws Exception {
    PublishBench bench = bench(storage);
    bench.publish("run-0", Repeat.SKIP);
    AtomicBoolean stop = new AtomicBoolean();
    ExecutorService pool = Executors.newSingleThreadExecutor();
    Set<List<String>> seen = new HashSet<>();
    try {
      Future<Set<List<String>>> reader = pool.submit(() -> read(bench, stop));
      for (int i = 1; i <= 10; i++) {
        bench.publish("run-" + i, Repeat.SKIP);
      }
      stop.set(true);
      seen.addAll(reader.get(60, TimeUnit.SECONDS));
    } finally {
      pool.shutdown();
    }
    assertThat(seen).hasSizeGreaterThan(1);
    for (List<String> rows : seen) {
      assertThat(new HashSet<>(rows)).as("%s", rows).hasSizeLessThanOrEqualTo(1);
      assertThat(rows.size()).as("%s", rows).isIn(0, 2);
    }
  }

  private static Set<List<String>> read(PublishBench bench, AtomicBoolean stop) throws IOException {
    Set<List<String>> seen = new HashSet<>();
    while (!stop.get()) {
      bench.read(bench.scores()).ifPresent(seen::add);
    }
    return seen;
  }

  /** Runs in a process of its own: the folder, the run id, and the words to halt after. */
  static final class Halting {
    private Halting() {}

    public static void main(String[] args) throws IOException {
      FaultyFileSystem.FAULTS.haltAfter(args[2]);
      new PublishBench("faulty://" + args[0], FaultyFileSystem.configuration())
          .publish(args[1], Repeat.SKIP);
    }
  }

  enum KilledAt {
    STAGED("create %s/quarantine/_staging"),
    INTENT_GIVEN("_intent/2026-11-19.000002.json"),
    OLD_SCORES_AWAY("rename %s/scores/run-date=2026-11-19 to"),
    NEW_SCORES_IN_PLACE("/data to %s/scores/run-date=2026-11-19"),
    MARKED_AS_DONE("000002.done.json");

    private final String words;

    KilledAt(String words) {
      this.words = words;
    }
  }

  @ParameterizedTest
  @EnumSource(KilledAt.class)
  void finishesWhatAKilledProcessLeft(KilledAt at) throws Exception {
    PublishBench bench = new PublishBench("faulty://" + temp, FaultyFileSystem.configuration());
    bench.publish("old", Repeat.SKIP);
    assertThat(halted("new", String.format(at.words, temp))).isEqualTo(137);
    assertThat(bench.visible(bench.scores()))
        .isIn(List.of("old", "old"), List.of("new", "new"), List.of());

    bench.publisher().recover(bench.scores());
    String expected = at == KilledAt.STAGED ? "old" : "new";
    assertThat(bench.visible(bench.scores())).containsExactly(expected, expected);
    assertThat(bench.visible(bench.quarantine())).containsExactly(expected);

    bench.publish("new", Repeat.SKIP);
    assertThat(bench.visible(bench.scores())).containsExactly("new", "new");
    assertThat(bench.leftovers()).isEmpty();
  }

  private int halted(String runId, String words) throws Exception {
    Path log = Files.createTempFile(temp, "halted", ".log");
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx128m",
                "-cp",
                System.getProperty(
                    "surefire.test.class.path", System.getProperty("java.class.path")),
                Halting.class.getName(),
                temp.toString(),
                runId,
                words)
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
    return process.exitValue();
  }
}
