package io.nightjar.spark.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.nightjar.model.LinearModel;
import io.nightjar.spark.SparkFixture;
import java.nio.file.Path;
import java.util.Arrays;
import org.apache.spark.ml.feature.VectorAssembler;
import org.apache.spark.ml.regression.GeneralizedLinearRegression;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Standard errors beside statsmodels' (0.15.0: GLM with offset and freq_weights, tol 1e-14) and
 * Spark ML's; those of NIST are in {@link ReferenceTest}.
 */
class StandardErrorsTest {
  @TempDir Path folder;

  /** The table of the offsets' tests, which the statsmodels values are of. */
  private static Dataset<Row> table(String view) {
    Dataset<Row> rows =
        SparkFixture.session()
            .sql(
                "select id, sin(id * 7.1) as x0, cos(id * 3.3) * 2 as x1, 1.0D + pmod(id, 2) as w,"
                    + " ln(1.0D + pmod(id * 37, 900)) as o from range(400)")
            .selectExpr(
                "*",
                "x0 + x1 as x2",
                "cast(floor(exp(0.4 * x0 - 0.3 * x1 - 2 + o) + pmod(id * 13, 5) / 4.0) as double)"
                    + " as y",
                "if(pmod(id * 29, 17) / 4.0 + x0 - x1 + o > 7.5, 1.0D, 0.0D) as late");
    rows.createOrReplaceTempView(view);
    return rows;
  }

  private TrainedModel trained(String view, String label, String model) {
    return trained(view, label, ", weight = w, offset = o", "standard-errors = true, " + model);
  }

  private TrainedModel trained(String view, String label, String roles, String model) {
    return TrainingRuns.train(
            TrainingRuns.parse(
                """
                name = errors
                data { source = %s, label = %s%s }
                split { validation = 0, test = 0 }
                features { columns = [x0, x1] }
                model { precision = double, tolerance = 1e-10, lambda = 0, %s }
                compute { backend = scalar, block-rows = 64 }
                """
                    .formatted(view, label, roles, model)),
            folder.resolve("model"))
        .trained();
  }

  private static double[] errors(TrainedModel trained) {
    assertThat(trained.warnings()).isEmpty();
    return ((LinearModel) trained.model()).coefficients().standardErrors();
  }

  private static void requireNear(double[] found, double[] wanted) {
    assertThat(found).hasSameSizeAs(wanted);
    for (int j = 0; j < wanted.length; j++) {
      assertThat(found[j]).isCloseTo(wanted[j], within(1e-6 * wanted[j]));
    }
  }

  @Test
  void agreeWithStatsmodelsForCounts() {
    table("errors_counts");
    requireNear(
        errors(trained("errors_counts", "y", "type = poisson")),
        new double[] {0.007195853173806954, 0.003720662301061768, 0.005582317133810902});
  }

  @Test
  void agreeWithStatsmodelsForTwoClasses() {
    table("errors_classes");
    requireNear(
        errors(trained("errors_classes", "late", "type = logistic")),
        new double[] {0.19397611049377633, 0.11435260788870708, 0.13073837689942014});
  }

  /** Of GLM with cov_type HC0, without weights. */
  @Test
  void robustOnesAgreeWithStatsmodels() {
    table("robust");
    requireNear(
        errors(trained("robust", "y", ", offset = o", "type = poisson, standard-errors = hc0")),
        new double[] {0.0005094059781261439, 0.0002784962381901292, 0.00044665427917248255});
    double[] two = {0.20584372193326414, 0.13403692408277387, 0.1610849587293574};
    requireNear(
        errors(trained("robust", "late", ", offset = o", "type = logistic, standard-errors = hc0")),
        two);
    double larger = Math.sqrt(400.0 / 397);
    requireNear(
        errors(
            trained("robust", "late", ", offset = o", "type = logistic, standard-errors = robust")),
        Arrays.stream(two).map(error -> error * larger).toArray());
  }

  /** Of WLS with cov_type HC0 and HC1. */
  @Test
  void robustOnesOfWeightedNumbersAgreeWithStatsmodels() {
    table("robust_weights");
    String roles = ", weight = w, offset = o";
    requireNear(
        errors(trained("robust_weights", "y", roles, "type = linear, standard-errors = hc0")),
        new double[] {3.489336559069073, 1.7774717850804884, 2.3740858092340114});
    requireNear(
        errors(trained("robust_weights", "y", roles, "type = linear, standard-errors = robust")),
        new double[] {3.5024956374179808, 1.7841750337029394, 2.383039024448962});
  }

  /** y = 2, 3, 7 at x = 1, 2, 3: β = 29/14, e = −1/14, −16/14, 11/14, Σx²e² = 2114/196. */
  @Test
  void robustOnesAreThoseOfAHandComputedCase() {
    SparkFixture.session()
        .sql("select * from values (1D, 2D), (2D, 3D), (3D, 7D) as t(x0, y)")
        .selectExpr("*", "0D as x1")
        .createOrReplaceTempView("robust_hand");
    String model = "type = linear, fit-intercept = false, standard-errors = ";
    double[] hc0 = errorsOfOne(model + "hc0");
    double[] hc1 = errorsOfOne(model + "robust");
    assertThat(hc0[0]).isCloseTo(Math.sqrt(2114) / 196, within(1e-13));
    assertThat(hc1[0]).isCloseTo(Math.sqrt(2114 * 1.5) / 196, within(1e-13));
  }

  private double[] errorsOfOne(String model) {
    TrainedModel trained =
        TrainingRuns.train(
                TrainingRuns.parse(
                    """
                    name = errors
                    data { source = robust_hand, label = y }
                    split { validation = 0, test = 0 }
                    features { columns = [x0] }
                    model { precision = double, lambda = 0, %s }
                    compute { backend = scalar }
                    """
                        .formatted(model)),
                folder.resolve("hand"))
            .trained();
    return errors(trained);
  }

  @Test
  void agreeWithSparkForWeightedNumbersWithAndWithoutAnIntercept() {
    Dataset<Row> rows = table("errors_numbers");
    requireNear(errors(trained("errors_numbers", "y", "type = linear")), sparks(rows, true));
    double[] bare = errors(trained("errors_numbers", "y", "type = linear, fit-intercept = false"));
    requireNear(Arrays.copyOf(bare, 2), sparks(rows, false));
    assertThat(bare[2]).isZero();
  }

  private static double[] sparks(Dataset<Row> table, boolean intercept) {
    return new GeneralizedLinearRegression()
        .setFamily("gaussian")
        .setFitIntercept(intercept)
        .setLabelCol("y")
        .setFeaturesCol("x")
        .setWeightCol("w")
        .setOffsetCol("o")
        .fit(
            new VectorAssembler()
                .setInputCols(new String[] {"x0", "x1"})
                .setOutputCol("x")
                .transform(table))
        .summary()
        .coefficientStandardErrors();
  }

  @Test
  void areLeftOutWithAReasonWhereColumnsAreCombinationsOfOthers() {
    table("errors_collinear");
    TrainedModel trained =
        TrainingRuns.train(
                TrainingRuns.parse(
                    """
                    name = errors
                    data { source = errors_collinear, label = y }
                    split { validation = 0, test = 0 }
                    features { columns = [x0, x1, x2] }
                    model { type = poisson, precision = double, lambda = 0, standard-errors = true }
                    compute { backend = scalar }
                    """),
                folder.resolve("collinear"))
            .trained();
    assertThat(((LinearModel) trained.model()).coefficients().standardErrors()).isEmpty();
    assertThat(trained.warnings())
        .anySatisfy(
            warning ->
                assertThat(warning)
                    .matches(
                        "there are no standard errors: \"x[012]\" is a linear combination of"
                            + " \"x[012]\", \"x[012]\".*"));
  }

  @Test
  void areRefusedForSeveralClasses() {
    table("errors_many");
    SparkFixture.session()
        .sql("select * except (y), cast(pmod(y, 3) as string) as y from errors_many")
        .createOrReplaceTempView("errors_three");
    assertThatThrownBy(() -> trained("errors_three", "y", "type = logistic"))
        .hasMessage(
            "y: has 3 values, but model.standard-errors is for one margin; name the positive one in"
                + " data.positive, or drop it");
  }
}
