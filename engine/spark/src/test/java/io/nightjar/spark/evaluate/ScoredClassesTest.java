package io.nightjar.spark.evaluate;

import static org.apache.spark.sql.functions.expr;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.nightjar.NightjarException;
import io.nightjar.model.calibration.OneVsRest;
import io.nightjar.model.calibration.Temperature;
import io.nightjar.spark.SparkFixture;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;

class ScoredClassesTest {
  private static final EvaluationSpec SPEC =
      EvaluationSpec.multiclass("score", "label", List.of("a", "b", "c"))
          .withWeight(Optional.of("weight"));

  /** The likeliest class is likelier than the model says: of p the label has p² in proportion. */
  private static Dataset<Row> made(int partitions) {
    return SparkFixture.session()
        .range(0, 6000, 1, 3)
        .selectExpr("1 + pmod(hash(id, 1), 9) AS x", "1 + pmod(hash(id, 2), 9) AS y", "id")
        .selectExpr("x", "y", "5 AS z", "id", "pmod(hash(id, 3), 100000) / 1e5D AS u")
        .select(
            expr("array(x / (x + y + z), y / (x + y + z), z / (x + y + z))").as("score"),
            expr("CASE WHEN u < x * x / (x * x + y * y + z * z) THEN 0D"
                    + " WHEN u < (x * x + y * y) / (x * x + y * y + z * z) THEN 1D ELSE 2D END")
                .as("label"),
            expr("pmod(hash(id, 4), 7) / 10D").as("weight"))
        .repartition(partitions);
  }

  @Test
  void everyFitIsTheSameToTheLastBitFromAnyPartitions() {
    OneVsRest sigmoids;
    OneVsRest curves;
    Temperature temperature;
    try (ScoredClasses few = ScoredClasses.of(made(1), SPEC.withPartitions(1))) {
      sigmoids = Calibrator.sigmoids(few);
      curves = Calibrator.curves(few);
      temperature = Calibrator.temperature(few);
    }
    try (ScoredClasses more = ScoredClasses.of(made(5), SPEC.withPartitions(3))) {
      assertThat(Calibrator.sigmoids(more)).isEqualTo(sigmoids);
      assertThat(Calibrator.curves(more)).isEqualTo(curves);
      assertThat(Calibrator.temperature(more)).isEqualTo(temperature);
    }
    // The labels follow the softmax of 2·ln p.
    assertThat(temperature.temperature()).isCloseTo(0.5, within(0.03));
    double[] p = {0.6, 0.2, 0.2};
    curves.apply(p);
    assertThat(p[0]).isCloseTo(0.36 / 0.44, within(0.1));
  }

  @Test
  void namesTheClassThatHasNoRows() {
    try (ScoredClasses classes = ScoredClasses.of(made(2).filter("label <> 1"), SPEC)) {
      assertThatThrownBy(() -> Calibrator.curves(classes))
          .isInstanceOf(NightjarException.class)
          .hasMessage(
              "split.validation: of the class 'b' against the rest: the validation rows settle"
                  + " neither calibration nor threshold: there is no positive row of weight above 0."
                  + " Give more rows, or a larger share.");
    }
  }
}
