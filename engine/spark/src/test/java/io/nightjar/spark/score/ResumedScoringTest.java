package io.nightjar.spark.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.nightjar.spark.data.contract.RowRules;
import io.nightjar.spark.score.FaultyNight.Before;
import io.nightjar.spark.score.FaultyNight.Way;
import io.nightjar.spark.score.ScoreResult.TakenUp;
import io.nightjar.spark.score.publish.Faults.Cut;
import io.nightjar.spark.score.publish.Faults.Victim;
import io.nightjar.spark.score.publish.FaultyFileSystem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run that was killed takes up its whole parts, and no part of anything else. */
class ResumedScoringTest {
  private static final String FINISHED = "task: rename /scores/";
  private static final String TAKEN =
      "rename /scores/_staging/new-TRY/_data-attempts/part.parquet to"
          + " /scores/_staging/new-TRY/data/";

  @TempDir Path temp;

  @AfterEach
  void revive() {
    FaultyFileSystem.FAULTS.revive();
  }

  private static void kill(FaultyNight night, String step, Cut cut) {
    FaultyFileSystem.FAULTS.end(Victim.PROCESS, cut, call -> night.kind(call).startsWith(step));
    assertThat(catchThrowable(night::score)).isNotNull();
    assertThat(FaultyFileSystem.FAULTS.cameToIt()).isTrue();
    FaultyFileSystem.FAULTS.revive();
  }

  private FaultyNight killed(Way way, String step, Cut cut) throws IOException {
    FaultyNight night = new FaultyNight(temp, way);
    night.restore(Before.AN_OLD_RUN_OF_THE_DATE);
    kill(night, step, cut);
    return night;
  }

  @Test
  void takesUpAllPartsOfARunThatWasKilledWhileTheyWerePutTogether() throws IOException {
    FaultyNight night = killed(Way.BY_COLUMN, TAKEN, Cut.AFTER_THE_STEP);

    TakenUp takenUp = night.score().takenUp().orElseThrow();

    assertThat(takenUp.of()).isGreaterThanOrEqualTo(2);
    assertThat(takenUp.parts()).isEqualTo(takenUp.of());
    night.assertNew(Before.AN_OLD_RUN_OF_THE_DATE, "resumed");
  }

  @Test
  void takesUpWhatWasWholeWhenTasksWereStillAtWorkAndWhenItIsKilledAgain() throws IOException {
    FaultyNight night = killed(Way.BY_COLUMN, FINISHED, Cut.AFTER_THE_STEP);
    kill(night, TAKEN, Cut.IN_THE_STEP);

    TakenUp takenUp = night.score().takenUp().orElseThrow();

    assertThat(takenUp.parts()).isEqualTo(takenUp.of());
    night.assertNew(Before.AN_OLD_RUN_OF_THE_DATE, "resumed twice");
  }

  @Test
  void takesUpNothingOfAnotherModel() throws IOException {
    FaultyNight night = killed(Way.BY_COLUMN, TAKEN, Cut.IN_THE_STEP);

    assertThat(night.score("cd34").takenUp().orElseThrow().parts()).isZero();
    night.assertNew(Before.AN_OLD_RUN_OF_THE_DATE, "another model");
  }

  @Test
  void takesUpNothingOfAnotherContract() throws IOException {
    FaultyNight night = killed(Way.BY_COLUMN, TAKEN, Cut.IN_THE_STEP);
    RowRules rules = ScoreBench.rules(temp, "id { min = -1, action = quarantine }");

    assertThat(night.score(rules).takenUp().orElseThrow().parts()).isZero();
    night.assertNew(Before.AN_OLD_RUN_OF_THE_DATE, "another contract");
  }

  @Test
  void takesUpPartsThatAFilterDroppedRowsOfAndCountsThem() throws IOException {
    FaultyNight night = new FaultyNight(temp, Way.BY_COLUMN);
    night.restore(Before.AN_OLD_RUN_OF_THE_DATE);
    night.filter("id % 3 <> 0", row -> row.getLong(0) % 3 != 0);
    kill(night, TAKEN, Cut.IN_THE_STEP);

    ScoreResult result = night.score();

    TakenUp takenUp = result.takenUp().orElseThrow();
    assertThat(takenUp.parts()).isEqualTo(takenUp.of()).isGreaterThanOrEqualTo(2);
    assertThat(result.rowsIn()).isEqualTo(30);
    assertThat(result.filtered().orElseThrow().rows())
        .isEqualTo(30 - result.rowsScored())
        .isPositive();
    night.assertNew(Before.AN_OLD_RUN_OF_THE_DATE, "filtered");
  }

  @Test
  void takesUpNothingOfAnotherFilter() throws IOException {
    FaultyNight night = new FaultyNight(temp, Way.BY_COLUMN);
    night.restore(Before.AN_OLD_RUN_OF_THE_DATE);
    night.filter("id % 3 <> 0", row -> row.getLong(0) % 3 != 0);
    kill(night, TAKEN, Cut.IN_THE_STEP);
    night.filter("id % 3 <> 1", row -> row.getLong(0) % 3 != 1);

    assertThat(night.score().takenUp().orElseThrow().parts()).isZero();
    night.assertNew(Before.AN_OLD_RUN_OF_THE_DATE, "another filter");
  }

  @Test
  void takesUpNothingOfFilesThatWereWrittenAnew() throws IOException {
    FaultyNight night = killed(Way.BY_COLUMN, TAKEN, Cut.IN_THE_STEP);
    for (Path file : files(night.in())) {
      Files.setLastModifiedTime(file, FileTime.fromMillis(1_000_000));
    }

    assertThat(night.score().takenUp().orElseThrow().parts()).isZero();
    night.assertNew(Before.AN_OLD_RUN_OF_THE_DATE, "other files");
  }

  @Test
  void computesAPartAnewThatIsNoMoreWhole() throws IOException {
    FaultyNight night = killed(Way.BY_COLUMN, TAKEN, Cut.IN_THE_STEP);
    Path part = files(night.folder().resolve("scores/_staging")).get(0);
    Files.write(part, new byte[100]);

    TakenUp takenUp = night.score().takenUp().orElseThrow();

    assertThat(takenUp.parts()).isEqualTo(takenUp.of() - 1);
    night.assertNew(Before.AN_OLD_RUN_OF_THE_DATE, "a damaged part");
  }

  @Test
  void computesPartsAnewThatRowsWereLeftOutOf() throws IOException {
    FaultyNight night = killed(Way.BY_COLUMN_WITH_QUARANTINE, TAKEN, Cut.AFTER_THE_STEP);

    TakenUp takenUp = night.score().takenUp().orElseThrow();

    assertThat(takenUp.parts()).isLessThan(takenUp.of());
    night.assertNew(Before.AN_OLD_RUN_OF_THE_DATE, "rows for the quarantine");
  }

  @Test
  void saysThatRowsAreWrittenAnewOneByOne() throws IOException {
    FaultyNight night = killed(Way.ROW_BY_ROW, TAKEN, Cut.IN_THE_STEP);

    assertThat(night.score().takenUp()).contains(new TakenUp(0, 0));
    night.assertNew(Before.AN_OLD_RUN_OF_THE_DATE, "row by row");
    assertThat(night.score().takenUp()).isEmpty();
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(file -> file.toString().endsWith(".parquet")).sorted().toList();
    }
  }
}
