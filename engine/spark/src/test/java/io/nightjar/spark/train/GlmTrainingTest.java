package io.nightjar.spark.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.nightjar.FailureKind;
import io.nightjar.NightjarException;
import io.nightjar.config.JobConfig;
import io.nightjar.model.LinearModel;
import io.nightjar.spark.SparkFixture;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GlmTrainingTest {
  private static final int ROWS = 240;
  private static final int COLUMNS = 4;

  @TempDir Path folder;

  private static double[][] features() {
    Random random = new Random(11);
    return IntStream.range(0, ROWS)
        .mapToObj(
            i ->
                new double[] {
                  random.nextGaussian(),
                  random.nextGaussian() * 3,
                  random.nextInt(3),
                  random.nextGaussian() / 2
                })
        .toArray(double[][]::new);
  }

  /** Classes 0..K−1 that lean on the first two columns. */
  private static double[] labels(double[][] x, int classes) {
    Random random = new Random(12);
    double[] y = new double[x.length];
    for (int i = 0; i < y.length; i++) {
      double margin = x[i][0] - x[i][1] / 3 + random.nextGaussian();
      y[i] = classes == 1 ? 2 * margin + 5 : Math.min(classes - 1, Math.max(0, (int) (margin + 1)));
    }
    return y;
  }

  private static void view(String name, double[][] x, double[] y) {
    StructType schema = new StructType();
    for (int j = 0; j < x[0].length; j++) {
      schema = schema.add("x" + j, DataTypes.DoubleType);
    }
    schema = schema.add("y", DataTypes.DoubleType);
    List<Row> rows =
        IntStream.range(0, y.length)
            .mapToObj(
                i -> {
                  Object[] values = new Object[x[i].length + 1];
                  for (int j = 0; j < x[i].length; j++) {
                    values[j] = x[i][j];
                  }
                  values[x[i].length] = y[i];
                  return RowFactory.create(values);
                })
            .toList();
    Dataset<Row> table = SparkFixture.session().createDataFrame(rows, schema);
    table.createOrReplaceTempView(name);
  }

  private static JobConfig config(String view, String model) {
    return TrainingRuns.parse(
        """
        name = small
        data { source = %s, label = y }
        split { validation = 0, test = 0 }
        model { precision = double, tolerance = 1e-10, max-iterations = 500, %s }
        compute { backend = scalar, block-rows = 64 }
        """
            .formatted(view, model));
  }

  private TrainedModel trained(String view, String model) {
    return TrainingRuns.train(config(view, model), folder.resolve("model")).trained();
  }

  private static double[][] coefficients(LinearModel model) {
    double[][] beta = new double[model.coefficients().classes()][];
    for (int k = 0; k < beta.length; k++) {
      beta[k] = new double[model.coefficients().columns() + 1];
      for (int j = 0; j + 1 < beta[k].length; j++) {
        beta[k][j] = model.coefficients().get(k, j);
      }
      beta[k][beta[k].length - 1] = model.coefficients().intercept(k);
    }
    return beta;
  }

  private void requireOptimum(String name, double[] y, ElasticNetOracle oracle, String model) {
    view(name, features(), y);
    TrainedModel trained = trained(name, model);
    double[][] found = coefficients((LinearModel) trained.model());
    double[][] wanted = oracle.minimize(20_000, 0.3);
    String stated = trained.model().provenance().fit().get("objective");
    assertThat(oracle.objective(found)).isCloseTo(Double.parseDouble(stated), within(1e-10));
    assertThat(oracle.objective(found)).isCloseTo(oracle.objective(wanted), within(1e-9));
    for (int k = 0; k < wanted.length; k++) {
      double offset = wanted.length > 1 ? mean(wanted) : 0;
      for (int j = 0; j < COLUMNS; j++) {
        assertThat(found[k][j]).isCloseTo(wanted[k][j], within(2e-5));
      }
      assertThat(found[k][COLUMNS]).isCloseTo(wanted[k][COLUMNS] - offset, within(2e-5));
    }
    assertThat(trained.warnings()).isEmpty();
  }

  /** The solver's intercepts have the mean 0. */
  private static double mean(double[][] beta) {
    double mean = 0;
    for (double[] row : beta) {
      mean += row[COLUMNS] / beta.length;
    }
    return mean;
  }

  @Test
  void findsTheElasticNetOfANaiveSolver() {
    double[][] x = features();
    double[] y = labels(x, 1);
    ElasticNetOracle oracle = new ElasticNetOracle(x, y, 1, 0.3, 0.7);
    requireOptimum("elastic_linear", y, oracle, "type = linear, lambda = 0.3, alpha = 0.7");
    double[][] found = oracle.minimize(20_000, 0.3);
    assertThat(found[0][3]).isZero();
  }

  @Test
  void findsTheRidgeOfANaiveSolver() {
    double[][] x = features();
    double[] y = labels(x, 1);
    ElasticNetOracle oracle = new ElasticNetOracle(x, y, 1, 0.2, 0);
    requireOptimum("ridge", y, oracle, "type = linear, lambda = 0.2");
  }

  @Test
  void findsTheMultinomialOptimumOfANaiveSolver() {
    double[][] x = features();
    double[] y = labels(x, 3);
    ElasticNetOracle oracle = new ElasticNetOracle(x, y, 3, 0.05, 0);
    requireOptimum("three_classes", y, oracle, "type = logistic, lambda = 0.05");
  }

  @Test
  void findsTheSparseLogisticOptimumAsMultinomialOfTwo() {
    double[][] x = features();
    double[] y = labels(x, 2);
    ElasticNetOracle oracle = new ElasticNetOracle(x, y, 2, 0.05, 0.5);
    requireOptimum(
        "two_classes",
        y,
        oracle,
        "type = logistic, family = multinomial, lambda = 0.05, alpha = 0.5");
  }

  @Test
  void weighsARowTwiceAsTheRowTwice() {
    double[][] x = features();
    double[] y = labels(x, 2);
    view("rows_once", x, y);
    SparkFixture.session()
        .sql("select *, if(x2 = 1, 2, 1) as w from rows_once")
        .createOrReplaceTempView("rows_weighted");
    SparkFixture.session()
        .sql("select * from rows_once union all select * from rows_once where x2 = 1")
        .createOrReplaceTempView("rows_twice");
    String model = "type = logistic, lambda = 0.01, standardize = false";
    JobConfig weighted =
        TrainingRuns.parse(
            """
            name = small
            data { source = rows_weighted, label = y, weight = w }
            split { validation = 0, test = 0 }
            model { precision = double, tolerance = 1e-10, %s }
            compute { backend = scalar }
            """
                .formatted(model));
    LinearModel once =
        (LinearModel) TrainingRuns.train(weighted, folder.resolve("once")).trained().model();
    LinearModel twice = (LinearModel) trained("rows_twice", model).model();
    for (int j = 0; j < COLUMNS; j++) {
      assertThat(once.coefficients().get(0, j))
          .isCloseTo(twice.coefficients().get(0, j), within(1e-7));
    }
  }

  @Test
  void namesCollinearColumnsWhereThereIsNoOneOptimum() {
    double[][] x = features();
    for (double[] row : x) {
      row[3] = 2 * row[0] - row[2];
    }
    view("collinear", x, labels(x, 1));
    assertThatThrownBy(() -> trained("collinear", "type = linear, lambda = 0"))
        .isInstanceOfSatisfying(
            NightjarException.class, e -> assertThat(e.kind()).isEqualTo(FailureKind.DATA))
        .hasMessageMatching(
            "column \"x[023]\" is a linear combination of \"x[023]\", \"x[023]\", so that with"
                + " model.lambda = 0 there is no one best model; leave one of them out with"
                + " features.exclude, or set model.lambda above 0");
    assertThat(trained("collinear", "type = linear, lambda = 0.01").warnings()).isEmpty();
  }

  @Test
  void reportsAndBoundsClassesThatAColumnParts() {
    double[][] x = features();
    double[] y = new double[ROWS];
    for (int i = 0; i < ROWS; i++) {
      y[i] = x[i][0] > 0.1 ? 1 : 0;
    }
    view("separable", x, y);
    TrainedModel trained = trained("separable", "type = logistic, lambda = 0");
    assertThat(trained.warnings())
        .anySatisfy(
            warning ->
                assertThat(warning)
                    .startsWith("the classes can be parted (almost) without error by \"x0\""));
  }

  @Test
  void reportsAndBoundsSeveralClassesThatAColumnParts() {
    double[][] x = features();
    double[] y = new double[ROWS];
    for (int i = 0; i < ROWS; i++) {
      y[i] = x[i][0] > 0.4 ? 2 : x[i][0] > -0.3 ? 1 : 0;
    }
    view("separable_three", x, y);
    TrainedModel trained = trained("separable_three", "type = logistic, lambda = 0");
    assertThat(trained.warnings())
        .anySatisfy(
            warning ->
                assertThat(warning)
                    .startsWith("the classes can be parted (almost) without error by \"x0\""));
    for (double[] beta : coefficients((LinearModel) trained.model())) {
      assertThat(Arrays.stream(beta)).allMatch(Double::isFinite);
    }
  }

  @Test
  void refusesATrainingPartOfOneClass() {
    double[][] x = features();
    double[] y = new double[ROWS];
    for (int i = 0; i < ROWS; i++) {
      x[i][0] = i;
      y[i] = i > 200 ? 1 : 0;
    }
    view("late_class", x, y);
    JobConfig config =
        TrainingRuns.parse(
            """
            name = small
            data { source = late_class, label = y, time = x0 }
            split { by = time, validation = 0.1, test = 0.2 }
            model { type = logistic }
            """);
    assertThatThrownBy(() -> TrainingRuns.train(config, folder.resolve("late")))
        .hasMessage(
            "the training part of the split has no positive row that weighs anything; give more"
                + " rows, or other shares in the split block");
  }

  @Test
  void saysThatItDidNotConverge() {
    double[][] x = features();
    view("hurried", x, labels(x, 2));
    JobConfig config =
        TrainingRuns.parse(
            """
            name = small
            data { source = hurried, label = y }
            split { validation = 0, test = 0 }
            model { type = logistic, max-iterations = 2 }
            compute { backend = scalar }
            """);
    TrainedModel trained = TrainingRuns.train(config, folder.resolve("hurried")).trained();
    assertThat(trained.warnings())
        .singleElement()
        .asString()
        .matches(
            "l-bfgs did not converge in 2 iterations \\(largest gradient .*, wanted 1.00e-05\\);"
                + " raise model.max-iterations or model.lambda");
  }
}
