package io.nightjar.jobs.benchmark.cases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.nightjar.spark.SparkFixture;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EntrantTest {
  private static final Entrant ONE = entrant("one", 10, "id / 10.0D");

  private static Entrant entrant(String name, int rows, String probability) {
    return new Entrant(
        name,
        () -> "",
        () ->
            Optional.of(
                SparkFixture.session()
                    .range(rows)
                    .selectExpr(
                        "id as " + MadeRows.ID, probability + " as " + Entrant.PROBABILITY)));
  }

  @Test
  void saysHowFarScoresOfTheSameRowLieApart() {
    Entrant near = entrant("near", 10, "id / 10.0D + if(id = 7, -0.003D, 0.001D)");
    assertThat(ONE.distance(near, 0.01)).isCloseTo(0.003, within(1e-12));
    assertThat(ONE.distance(ONE, 0)).isZero();
    assertThat(ONE.mean()).isCloseTo(0.45, within(1e-12));
  }

  @Test
  void refusesScoresThatLieTooFarApart() {
    Entrant other = entrant("other", 10, "id / 10.0D + if(id = 7, 0.5D, 0)");
    assertThatThrownBy(() -> ONE.distance(other, 0.25))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("scores of one and other lie up to 0.5 apart; must be at most 0.25");
    Entrant none = entrant("none", 10, "double('NaN')");
    assertThatThrownBy(() -> ONE.distance(none, 0.25))
        .hasMessage("scores of one and none lie up to NaN apart; must be at most 0.25");
  }

  @Test
  void refusesScoresOfOtherRows() {
    assertThatThrownBy(() -> ONE.distance(entrant("fewer", 9, "0.5D"), 1))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("of 10 rows of one and 9 of fewer 9 have the same id; must be all");
    assertThatThrownBy(() -> ONE.distance(entrant("more", 12, "0.5D"), 1))
        .hasMessage("of 10 rows of one and 12 of more 10 have the same id; must be all");
  }

  @Test
  void hasNoDistanceToOneWhoWritesNoScores() {
    Entrant silent = new Entrant("silent", () -> "", Optional::empty);
    assertThat(silent.mean()).isNaN();
    assertThat(silent.distance(ONE, 0)).isNaN();
    assertThat(ONE.distance(silent, 0)).isNaN();
  }
}
