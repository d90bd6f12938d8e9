package io.nightjar.spark.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.nightjar.model.Coefficients;
import io.nightjar.model.LinearModel;
import io.nightjar.model.Link;
import io.nightjar.spark.SparkFixture;
import io.nightjar.spark.data.TestData;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.ml.feature.VectorAssembler;
import org.apache.spark.ml.regression.GeneralizedLinearRegression;
import org.apache.spark.ml.regression.GeneralizedLinearRegressionModel;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Optima of Poisson regression, by naive loops, by their own conditions and by Spark ML. */
class PoissonTrainingTest {
  private static final String NUMBERS =
      "season, yr, mnth, hr, holiday, weekday, workingday, weathersit, temp, hum, windspeed";

  @TempDir Path folder;

  private TrainedModel trained(String view, String model) {
    return TrainingRuns.train(
            TrainingRuns.parse(
                """
                name = counts
                data { source = %s, label = y, weight = w }
                split { validation = 0, test = 0 }
                model { type = poisson, precision = double, tolerance = 1e-10, %s }
                compute { backend = scalar, block-rows = 64 }
                """
                    .formatted(view, model)),
            folder.resolve("model"))
        .trained();
  }

  /** 300 rows of weights 0, 1 and 2 whose counts go with exp(0.8·x0 − 0.3·x1 + 1). */
  private static List<Row> counts(String view) {
    Dataset<Row> rows =
        SparkFixture.session()
            .sql(
                "select id, sin(id * 7.1) as x0, cos(id * 3.3) * 2 as x1, pmod(id, 3) / 2.0D as x2,"
                    + " cast(pmod(id, 3) as double) as w from range(300)")
            .selectExpr(
                "x0",
                "x1",
                "x2",
                "w",
                "cast(floor(exp(0.8 * x0 - 0.3 * x1 + 1) + pmod(id * 13, 5) / 3.0) as double) as y");
    rows.createOrReplaceTempView(view);
    return rows.collectAsList();
  }

  private static double margin(LinearModel model, Row row) {
    double margin = model.coefficients().intercept(0);
    for (int j = 0; j < model.coefficients().columns(); j++) {
      String name = model.designNames().get(j);
      margin += model.coefficients().get(0, j) * row.<Number>getAs(name).doubleValue();
    }
    return margin;
  }

  /** Σw(e^m − y·m) / Σw by a naive loop. */
  private static double loss(LinearModel model, List<Row> rows, String label) {
    double sum = 0;
    double weights = 0;
    for (Row row : rows) {
      double w = weight(row);
      double margin = margin(model, row);
      sum += w * (Math.exp(margin) - row.<Number>getAs(label).doubleValue() * margin);
      weights += w;
    }
    return sum / weights;
  }

  private static double weight(Row row) {
    return row.schema().getFieldIndex("w").isEmpty() ? 1 : row.<Double>getAs("w");
  }

  /** Σw·x·(e^m − y) / Σw by a naive loop; x is 1 where the name is null. */
  private static double slope(LinearModel model, List<Row> rows, String name) {
    double sum = 0;
    double weights = 0;
    for (Row row : rows) {
      double x = name == null ? 1 : row.<Number>getAs(name).doubleValue();
      sum += weight(row) * x * (Math.exp(margin(model, row)) - row.<Double>getAs("y"));
      weights += weight(row);
    }
    return sum / weights;
  }

  private static double fact(LinearModel model, String name) {
    return Double.parseDouble(model.provenance().fit().get(name));
  }

  @Test
  void meetsTheConditionsOfAnOptimumOnTheElasticNet() {
    List<Row> rows = counts("counts_net");
    String penalty = "lambda = 0.05, alpha = 0.6, standardize = false";
    LinearModel model = (LinearModel) trained("counts_net", penalty).model();

    assertThat(model.link()).isEqualTo(Link.LOG);
    assertThat(slope(model, rows, null)).isCloseTo(0, within(1e-7));
    double cost = 0;
    for (int j = 0; j < 3; j++) {
      double beta = model.coefficients().get(0, j);
      double slope = slope(model, rows, model.designNames().get(j)) + 0.05 * 0.4 * beta;
      if (beta == 0) {
        assertThat(Math.abs(slope)).isLessThanOrEqualTo(0.03);
      } else {
        assertThat(slope + 0.03 * Math.signum(beta)).isCloseTo(0, within(1e-7));
      }
      cost += 0.03 * Math.abs(beta) + 0.01 * beta * beta;
    }
    assertThat(fact(model, "objective")).isCloseTo(loss(model, rows, "y") + cost, within(1e-12));
    assertThat(fact(model, "gradient-norm")).isLessThan(1e-6);
  }

  @Test
  void isNoWorseThanSparksGeneralizedLinearRegressionOnTheBikeHours() {
    String source = TestData.path("bike-sharing/hour.csv").toString();
    TrainedModel trained =
        TrainingRuns.train(
                TrainingRuns.parse(
                    """
                    name = bikes
                    data { source = "%s", label = cnt }
                    split { validation = 0, test = 0 }
                    features { columns = [%s] }
                    model { type = poisson, lambda = 0, precision = double, tolerance = 1e-10 }
                    """
                        .formatted(source, NUMBERS)),
                folder.resolve("bikes"))
            .trained();
    LinearModel model = (LinearModel) trained.model();
    Dataset<Row> table =
        SparkFixture.session()
            .read()
            .option("header", true)
            .option("inferSchema", true)
            .csv(source)
            .cache();
    LinearModel theirs = sparks(model, table);

    List<Row> rows = table.collectAsList();
    table.unpersist();
    double ours = loss(model, rows, "cnt");
    assertThat(ours).isCloseTo(fact(model, "objective"), within(1e-9 * Math.abs(ours)));
    assertThat(ours).isLessThanOrEqualTo(loss(theirs, rows, "cnt") + 1e-8);
    assertThat(trained.warnings()).isEmpty();
    for (int j = 0; j < model.coefficients().columns(); j++) {
      assertThat(model.coefficients().get(0, j))
          .as(model.designNames().get(j))
          .isCloseTo(theirs.coefficients().get(0, j), within(1e-6));
    }
  }

  /** Iteratively reweighted least squares of Spark ML over the same columns. */
  private static LinearModel sparks(LinearModel model, Dataset<Row> table) {
    Dataset<Row> assembled =
        new VectorAssembler()
            .setInputCols(model.designNames().toArray(String[]::new))
            .setOutputCol("x")
            .transform(table);
    GeneralizedLinearRegressionModel fit =
        new GeneralizedLinearRegression()
            .setFamily("poisson")
            .setLabelCol("cnt")
            .setFeaturesCol("x")
            .setTol(1e-12)
            .setMaxIter(50)
            .fit(assembled);
    double[] beta = Arrays.copyOf(fit.coefficients().toArray(), fit.numFeatures() + 1);
    beta[beta.length - 1] = fit.intercept();
    return new LinearModel(model.header(), Link.LOG, new Coefficients(1, beta), 0.5);
  }

  @Test
  void refusesLabelsBelowZero() {
    SparkFixture.session()
        .sql("select 1.0D as w, id as x, id - 3.0D as y from range(9)")
        .createOrReplaceTempView("counts_below");
    assertThatThrownBy(() -> trained("counts_below", "lambda = 0"))
        .hasMessage(
            "y: is -3.0 in at least one row; model.type = poisson takes numbers of 0 or more: mend"
                + " them, leave them out with data.where, or take linear");
  }

  @Test
  void refusesATrainingPartWhereOnlyZerosWeighAnything() {
    SparkFixture.session()
        .sql(
            "select if(id = 8, 0.0D, 1.0D) as w, id as x, if(id = 8, 3.0D, 0.0D) as y from range(9)")
        .createOrReplaceTempView("counts_none");
    assertThatThrownBy(() -> trained("counts_none", "lambda = 0"))
        .hasMessage(
            "every label that weighs anything in the training part of the split is 0; Poisson"
                + " regression starts at the logarithm of their mean: give rows with labels above 0,"
                + " or other shares in the split block");
  }

  @Test
  void namesColumnsThatPartZerosFromTheOthers() {
    SparkFixture.session()
        .sql(
            "select 1.0D as w, if(id % 10 = 0, 1.0D, 0.0D) as closed, sin(id) as x,"
                + " if(id % 10 = 0, 0.0D, 1.0D + id % 3) as y from range(100)")
        .createOrReplaceTempView("counts_closed");
    TrainedModel free = trained("counts_closed", "lambda = 0");
    assertThat(free.warnings())
        .singleElement()
        .asString()
        .matches(
            "column \"closed\" is 0\\.0 in every row with a label above 0, so that with"
                + " model\\.lambda = 0 its coefficient has no finite optimum; it stopped at -\\d.*:"
                + " set model\\.lambda above 0, or leave the column out with features\\.exclude");
    assertThat(fact((LinearModel) free.model(), "gradient-norm")).isLessThan(1e-6);
    assertThat(trained("counts_closed", "lambda = 0.01").warnings()).isEmpty();
  }

  @Test
  void reportsAnOptimumWhereColumnsAreCombinationsOfOthers() {
    counts("counts_full");
    List<Row> rows =
        SparkFixture.session().sql("select *, 2 * x0 - x1 as x3 from counts_full").collectAsList();
    SparkFixture.session()
        .sql("select *, 2 * x0 - x1 as x3 from counts_full")
        .createOrReplaceTempView("counts_collinear");
    LinearModel model = (LinearModel) trained("counts_collinear", "lambda = 0").model();
    LinearModel full = (LinearModel) trained("counts_full", "lambda = 0").model();
    assertThat(loss(model, rows, "y")).isCloseTo(loss(full, rows, "y"), within(1e-10));
    assertThat(fact(model, "gradient-norm")).isLessThan(1e-6);
  }
}
