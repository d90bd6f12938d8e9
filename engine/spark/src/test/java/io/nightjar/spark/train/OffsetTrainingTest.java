package io.nightjar.spark.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.nightjar.kernels.Kernels;
import io.nightjar.kernels.backend.BackendPreference;
import io.nightjar.model.LinearModel;
import io.nightjar.scorer.Scorer;
import io.nightjar.spark.SparkFixture;
import java.nio.file.Path;
import java.util.Map;
import org.apache.spark.ml.feature.VectorAssembler;
import org.apache.spark.ml.regression.GeneralizedLinearRegression;
import org.apache.spark.ml.regression.GeneralizedLinearRegressionModel;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Offsets beside Spark ML's, and through the scorer. */
class OffsetTrainingTest {
  @TempDir Path folder;

  /** 400 rows; counts go with the exposure, o is its logarithm, odd whether a count is. */
  private static Dataset<Row> table(String view) {
    Dataset<Row> rows =
        SparkFixture.session()
            .sql(
                "select id, sin(id * 7.1) as x0, cos(id * 3.3) * 2 as x1, 1.0D + pmod(id, 2) as w,"
                    + " ln(1.0D + pmod(id * 37, 900)) as o from range(400)")
            .selectExpr(
                "x0",
                "x1",
                "w",
                "o",
                "cast(floor(exp(0.4 * x0 - 0.3 * x1 - 2 + o) + pmod(id * 13, 5) / 4.0) as double)"
                    + " as y",
                "if(pmod(id * 29, 17) / 4.0 + x0 - x1 + o > 7.5, 1.0D, 0.0D) as late");
    rows.createOrReplaceTempView(view);
    return rows;
  }

  private LinearModel trained(String view, String label, String model) {
    return (LinearModel)
        TrainingRuns.train(
                TrainingRuns.parse(
                    """
                    name = exposed
                    data { source = %s, label = %s, weight = w, offset = o }
                    split { validation = 0, test = 0 }
                    features { columns = [x0, x1] }
                    model { tolerance = 1e-10, lambda = 0, %s }
                    compute { backend = scalar, block-rows = 64 }
                    """
                        .formatted(view, label, model)),
                folder.resolve("model"))
            .trained()
            .model();
  }

  private static GeneralizedLinearRegressionModel sparks(
      Dataset<Row> table, String label, String family) {
    return new GeneralizedLinearRegression()
        .setFamily(family)
        .setLabelCol(label)
        .setFeaturesCol("x")
        .setWeightCol("w")
        .setOffsetCol("o")
        .setTol(1e-12)
        .setMaxIter(50)
        .fit(
            new VectorAssembler()
                .setInputCols(new String[] {"x0", "x1"})
                .setOutputCol("x")
                .transform(table));
  }

  private static void requireNear(
      LinearModel ours, GeneralizedLinearRegressionModel theirs, double tolerance) {
    assertThat(ours.coefficients().intercept(0)).isCloseTo(theirs.intercept(), within(tolerance));
    for (int j = 0; j < 2; j++) {
      assertThat(ours.coefficients().get(0, j))
          .isCloseTo(theirs.coefficients().apply(j), within(tolerance));
    }
  }

  @Test
  void fitsCountsPerExposureAsSparkDoes() {
    GeneralizedLinearRegressionModel theirs = sparks(table("exposed_counts"), "y", "poisson");
    requireNear(trained("exposed_counts", "y", "type = poisson, precision = double"), theirs, 1e-7);
    requireNear(trained("exposed_counts", "y", "type = poisson"), theirs, 1e-6);
  }

  @Test
  void fitsTwoClassesAsSparkDoes() {
    GeneralizedLinearRegressionModel theirs = sparks(table("exposed_classes"), "late", "binomial");
    String model = "type = logistic, precision = double";
    requireNear(trained("exposed_classes", "late", model), theirs, 1e-6);
  }

  @Test
  void fitsNumbersAsSparkDoes() {
    GeneralizedLinearRegressionModel theirs = sparks(table("exposed_numbers"), "y", "gaussian");
    requireNear(trained("exposed_numbers", "y", "type = linear, precision = double"), theirs, 1e-9);
  }

  @Test
  void addsTheOffsetToTheMarginOfEveryScoredRow() {
    table("exposed_scores");
    LinearModel model = trained("exposed_scores", "y", "type = poisson, precision = double");
    Scorer scorer = Scorer.of(model, Kernels.of(BackendPreference.SCALAR));
    double margin =
        model.coefficients().intercept(0)
            + 0.5 * model.coefficients().get(0, 0)
            - 2 * model.coefficients().get(0, 1);

    assertThat(model.signature().names()).containsExactly("x0", "x1", "o");
    assertThat(scorer.score(Map.of("x0", 0.5, "x1", -2.0, "o", 3)).prediction())
        .isCloseTo(Math.exp(margin + 3), within(1e-9 * Math.exp(margin + 3)));
    assertThatThrownBy(() -> scorer.score(Map.of("x0", 0.5, "x1", -2.0)))
        .hasMessageStartingWith("column o is missing, which the model reads");
  }

  @Test
  void refusesRowsWithoutAnOffset() {
    table("exposed_gaps");
    SparkFixture.session()
        .sql("select * except (o), if(o < 1, null, o) as o from exposed_gaps")
        .createOrReplaceTempView("exposed_nulls");
    assertThatThrownBy(() -> trained("exposed_nulls", "y", "type = poisson"))
        .hasMessageMatching("o: 2 of 400 rows \\(.*\\) have no offset that is finite; mend them");
  }

  @Test
  void refusesAnOffsetForSeveralClasses() {
    table("exposed_many");
    SparkFixture.session()
        .sql("select * except (y), cast(pmod(y, 3) as string) as y from exposed_many")
        .createOrReplaceTempView("exposed_three");
    assertThatThrownBy(() -> trained("exposed_three", "y", "type = logistic"))
        .hasMessage(
            "y: has 3 values, but data.offset is for one margin; name the positive one in"
                + " data.positive, or drop it");
  }
}
