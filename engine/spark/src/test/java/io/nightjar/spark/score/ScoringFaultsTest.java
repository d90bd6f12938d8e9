package io.nightjar.spark.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.nightjar.spark.score.FaultyNight.Before;
import io.nightjar.spark.score.FaultyNight.Way;
import io.nightjar.spark.score.publish.Faults.Call;
import io.nightjar.spark.score.publish.Faults.Cut;
import io.nightjar.spark.score.publish.Faults.Victim;
import io.nightjar.spark.score.publish.FaultyFileSystem;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Whole scoring runs that end badly at each kind of step that changes their storage, by column and
 * row by row: nothing is lost, doubled, half published or left lying.
 */
class ScoringFaultsTest {
  @TempDir Path temp;

  @AfterEach
  void revive() {
    FaultyFileSystem.FAULTS.revive();
  }

  @ParameterizedTest
  @EnumSource(Way.class)
  void losesAndDoublesNothingWhenItIsKilledAtAnyKindOfStep(Way way) throws IOException {
    FaultyNight night = new FaultyNight(temp, way);
    Set<String> seen = new HashSet<>();
    int points = 0;
    for (Before before : Before.values()) {
      Predicate<Call> isNew = call -> call.change() > 0 && seen.add(night.kind(call));
      for (String kind : kinds(night, before, isNew)) {
        for (Cut cut : cuts(kind)) {
          night.restore(before);
          FaultyFileSystem.FAULTS.end(Victim.PROCESS, cut, call -> night.kind(call).equals(kind));
          Throwable failure = catchThrowable(night::score);
          assertThat(FaultyFileSystem.FAULTS.cameToIt()).as(kind).isTrue();
          FaultyFileSystem.FAULTS.revive();
          assertThat(failure).as(kind).isNotNull();
          night.assertOldOrNew(before, kind);

          night.score();
          night.assertNew(before, kind);
          points++;
        }
      }
    }
    System.out.println(way + ": steps at which scoring was killed: " + points);
    assertThat(points).as("kill points").isGreaterThanOrEqualTo(40);
  }

  @ParameterizedTest
  @EnumSource(Way.class)
  void goesOnWhenATaskIsLostAtAnyKindOfStep(Way way) throws IOException {
    FaultyNight night = new FaultyNight(temp, way);
    Before before = Before.AN_OLD_RUN_OF_THE_DATE;
    Set<String> kinds = kinds(night, before, call -> call.inTask() && call.change() > 0);
    int points = 0;
    for (String kind : kinds) {
      for (Cut cut : cuts(kind)) {
        night.restore(before);
        FaultyFileSystem.FAULTS.end(
            Victim.TASK, cut, call -> call.inTask() && night.kind(call).equals(kind));
        night.score();
        assertThat(FaultyFileSystem.FAULTS.cameToIt()).as(kind).isTrue();
        FaultyFileSystem.FAULTS.revive();
        night.assertNew(before, kind);
        points++;
      }
    }
    System.out.println(way + ": steps at which a task was lost: " + points);
    assertThat(points).as("points").isGreaterThanOrEqualTo(6);
  }

  /** A file or folder is there or isn't: the others have no middle. */
  private static Cut[] cuts(String kind) {
    return kind.matches("(task: )?(write|rename|delete) .*")
        ? Cut.values()
        : new Cut[] {Cut.AFTER_THE_STEP};
  }

  /** The kinds of calls that an undisturbed run makes, in their order. */
  private static Set<String> kinds(FaultyNight night, Before before, Predicate<Call> which)
      throws IOException {
    night.restore(before);
    FaultyFileSystem.FAULTS.revive();
    night.score();
    List<Call> calls = FaultyFileSystem.FAULTS.calls();
    FaultyFileSystem.FAULTS.revive();
    night.assertNew(before, "undisturbed");
    return calls.stream()
        .filter(which)
        .map(night::kind)
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }
}
