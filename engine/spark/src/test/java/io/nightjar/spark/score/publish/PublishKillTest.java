package io.nightjar.spark.score.publish;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightjar.spark.score.publish.FaultyFileSystem.Cut;
import io.nightjar.spark.score.publish.FaultyFileSystem.SimulatedKill;
import io.nightjar.spark.score.publish.PublishRequest.Repeat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Kills the publisher at every step there is, then looks, recovers, and runs again. */
class PublishKillTest {
  private static final List<String> OLD = List.of("old", "old");
  private static final List<String> NEW = List.of("new", "new");

  @TempDir Path temp;

  @AfterEach
  void revive() {
    FaultyFileSystem.FAULTS.revive();
  }

  private PublishBench bench(String name) throws IOException {
    Path folder = Files.createDirectories(temp.resolve(name));
    return new PublishBench("faulty://" + folder, FaultyFileSystem.configuration());
  }

  /** True when the kill came before the work was done. */
  private static boolean killed(int step, Cut cut, PublishBench bench) throws IOException {
    FaultyFileSystem.FAULTS.killAt(step, cut);
    try {
      bench.publish("new", Repeat.SKIP);
      return false;
    } catch (SimulatedKill e) {
      return true;
    } finally {
      FaultyFileSystem.FAULTS.revive();
    }
  }

  private static boolean killedInRecovery(int step, PublishBench bench) {
    FaultyFileSystem.FAULTS.killAt(step, Cut.AFTER_THE_STEP);
    try {
      bench.publisher().recover(bench.scores());
      return false;
    } catch (SimulatedKill e) {
      return true;
    } finally {
      FaultyFileSystem.FAULTS.revive();
    }
  }

  @ParameterizedTest
  @EnumSource(Cut.class)
  void replacesWholeAfterAKillAtAnyStep(Cut cut) throws IOException {
    int absent = 0;
    int step = 1;
    for (boolean alive = false; !alive; step++) {
      PublishBench bench = bench(cut + "-" + step);
      bench.publish("old", Repeat.SKIP);
      alive = !killed(step, cut, bench);

      assertThat(bench.visible(bench.scores())).isIn(OLD, NEW, List.of());
      absent += bench.visible(bench.scores()).isEmpty() ? 1 : 0;
      bench.publisher().recover(bench.scores());
      assertThat(bench.visible(bench.scores())).as("step %d", step).isIn(OLD, NEW);
      String seen = bench.visible(bench.scores()).get(0);
      assertThat(bench.visible(bench.quarantine())).as("step %d", step).containsExactly(seen);

      assertRunsAgain(bench, step);
    }
    assertThat(step).as("steps walked").isGreaterThan(20);
    assertThat(absent).as("kill points at which the date is absent").isLessThanOrEqualTo(2);
  }

  @ParameterizedTest
  @EnumSource(Cut.class)
  void publishesADatesFirstRunWholeAfterAKillAtAnyStep(Cut cut) throws IOException {
    int step = 1;
    for (boolean alive = false; !alive; step++) {
      PublishBench bench = bench("first-" + cut + "-" + step);
      alive = !killed(step, cut, bench);
      assertThat(bench.visible(bench.scores())).as("step %d", step).isIn(NEW, List.of());

      assertRunsAgain(bench, step);
    }
    assertThat(step).as("steps walked").isGreaterThan(15);
  }

  @ParameterizedTest
  @EnumSource(Cut.class)
  void recoversFromAKillDuringTheRecovery(Cut cut) throws IOException {
    int step = 1;
    for (boolean alive = false; !alive; step++) {
      boolean settled = false;
      for (int second = 1; !settled; second++) {
        PublishBench bench = bench("twice-" + cut + "-" + step + "-" + second);
        bench.publish("old", Repeat.SKIP);
        alive = !killed(step, cut, bench);
        settled = !killedInRecovery(second, bench);
        bench.publisher().recover(bench.scores());
        assertThat(bench.visible(bench.scores())).as("%d, %d", step, second).isIn(OLD, NEW);

        assertRunsAgain(bench, step);
      }
    }
  }

  private static void assertRunsAgain(PublishBench bench, int step) throws IOException {
    bench.publish("new", Repeat.SKIP);
    assertThat(bench.visible(bench.scores())).as("step %d", step).isEqualTo(NEW);
    assertThat(bench.visible(bench.quarantine())).as("step %d", step).containsExactly("new");
    assertThat(bench.leftovers()).as("step %d", step).isEmpty();
    List<String> intents = bench.intents();
    String newest = intents.get(intents.size() - 1);
    assertThat(intents).as("step %d", step).contains(newest.replace(".json", ".done.json"));
  }
}
