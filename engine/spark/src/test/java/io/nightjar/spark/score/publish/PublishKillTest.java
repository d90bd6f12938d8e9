package io.nightjar.spark.score.publish;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightjar.spark.score.publish.Faults.Cut;
import io.nightjar.spark.score.publish.Faults.SimulatedKill;
import io.nightjar.spark.score.publish.PublishRequest.Repeat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Kills the publisher at every call of the file system there is, looks, and runs again. */
class PublishKillTest {
  private static final List<String> OLD = List.of("old", "old");
  private static final List<String> NEW = List.of("new", "new");

  /** What readers see before the run that is killed. */
  private enum Before {
    NOTHING,
    AN_OLD_RUN_OF_THE_DATE,
    ANOTHER_DATE
  }

  @TempDir Path temp;

  @AfterEach
  void revive() {
    FaultyFileSystem.FAULTS.revive();
  }

  private PublishBench bench(String name) throws IOException {
    Path folder = Files.createDirectories(temp.resolve(name));
    return new PublishBench("faulty://" + folder, FaultyFileSystem.configuration());
  }

  /** True when the kill that was set came before the work was done. */
  private static boolean killed(PublishBench bench) throws IOException {
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
    FaultyFileSystem.FAULTS.killAtChange(step, Cut.AFTER_THE_STEP);
    try {
      bench.publisher().recover(bench.scores());
      return false;
    } catch (SimulatedKill e) {
      return true;
    } finally {
      FaultyFileSystem.FAULTS.revive();
    }
  }

  @Test
  void isWholeOrUnseenAfterAKillAtAnyCall() throws IOException {
    int points = 0;
    List<String> absences = new ArrayList<>();
    for (Before before : Before.values()) {
      for (Cut cut : Cut.values()) {
        int call = 1;
        for (boolean alive = false; !alive; call++) {
          PublishBench bench = bench(before + "-" + cut + "-" + call);
          prepare(bench, before);
          FaultyFileSystem.FAULTS.killAtCall(call, cut);
          alive = !killed(bench);
          String point = before + ", " + cut + ", call " + call;
          if (before == Before.AN_OLD_RUN_OF_THE_DATE && bench.visible(bench.scores()).isEmpty()) {
            absences.add(point);
          }
          assertWholeOrUnseen(bench, before, point);
          assertRunsAgain(bench, before, point);
          points++;
        }
      }
    }
    System.out.println("calls at which a publish was killed: " + points);
    assertThat(points).as("kill points").isGreaterThanOrEqualTo(300);
    assertThat(absences).as("kill points at which the date is absent").hasSizeLessThan(points / 20);
  }

  private static void prepare(PublishBench bench, Before before) throws IOException {
    switch (before) {
      case NOTHING -> {}
      case AN_OLD_RUN_OF_THE_DATE -> bench.publish("old", Repeat.SKIP);
      case ANOTHER_DATE -> bench.publish("old", PublishBench.NIGHT.minusDays(1));
    }
  }

  /** What a reader sees at once, and what a recovery makes of it. */
  private static void assertWholeOrUnseen(PublishBench bench, Before before, String point)
      throws IOException {
    List<String> seen = bench.visible(bench.scores());
    switch (before) {
      case NOTHING -> assertThat(seen).as(point).isIn(NEW, List.of());
      case AN_OLD_RUN_OF_THE_DATE -> {
        assertThat(seen).as(point).isIn(OLD, NEW, List.of());
        bench.publisher().recover(bench.scores());
        List<String> recovered = bench.visible(bench.scores());
        assertThat(recovered).as(point).isIn(OLD, NEW);
        assertThat(bench.visible(bench.quarantine())).as(point).containsExactly(recovered.get(0));
      }
      case ANOTHER_DATE ->
          assertThat(seen).as(point).isIn(OLD, List.of("old", "old", "new", "new"));
    }
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
        FaultyFileSystem.FAULTS.killAtChange(step, cut);
        alive = !killed(bench);
        settled = !killedInRecovery(second, bench);
        bench.publisher().recover(bench.scores());
        String point = step + ", " + second;
        assertThat(bench.visible(bench.scores())).as(point).isIn(OLD, NEW);

        assertRunsAgain(bench, Before.AN_OLD_RUN_OF_THE_DATE, point);
      }
    }
    assertThat(step).as("steps walked").isGreaterThan(20);
  }

  private static void assertRunsAgain(PublishBench bench, Before before, String point)
      throws IOException {
    bench.publish("new", Repeat.SKIP);
    boolean two = before == Before.ANOTHER_DATE;
    assertThat(bench.visible(bench.scores()))
        .as(point)
        .isEqualTo(two ? List.of("old", "old", "new", "new") : NEW);
    assertThat(bench.visible(bench.quarantine()))
        .as(point)
        .isEqualTo(two ? List.of("old", "new") : List.of("new"));
    assertThat(bench.leftovers()).as(point).isEmpty();
    List<String> intents = bench.intents();
    String newest = intents.get(intents.size() - 1);
    assertThat(intents).as(point).contains(newest.replace(".json", ".done.json"));
  }
}
