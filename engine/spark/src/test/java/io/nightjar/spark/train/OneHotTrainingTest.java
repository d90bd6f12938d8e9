package io.nightjar.spark.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.nightjar.features.design.LinearDesign;
import io.nightjar.features.design.Precision;
import io.nightjar.features.design.RowEncoder;
import io.nightjar.kernels.Kernels;
import io.nightjar.kernels.backend.BackendPreference;
import io.nightjar.model.LinearModel;
import io.nightjar.scorer.ScoreBatch;
import io.nightjar.scorer.Scorer;
import io.nightjar.spark.SparkFixture;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Linear models over tables with categories of more than a thousand values. */
class OneHotTrainingTest {
  private static final int ROWS = 5000;
  private static final double LAMBDA = 0.001;

  @TempDir Path folder;

  /** shop (1,400 values and null), age, town (a whole number, 30 values), log_days, y. */
  private static List<Object[]> rows() {
    Random random = new Random(41);
    List<Object[]> rows = new ArrayList<>();
    for (int i = 0; i < ROWS; i++) {
      int shop = random.nextInt(1400);
      double age = random.nextGaussian() * 10 + 40;
      int town = random.nextInt(30);
      double margin = (shop % 3 - 1) + (age - 40) / 20 + town / 30.0 - 0.5;
      double y = random.nextDouble() < 1 / (1 + Math.exp(-margin)) ? 1 : 0;
      rows.add(
          new Object[] {i % 50 == 0 ? null : "s" + shop, age, town, random.nextDouble() - 0.5, y});
    }
    return rows;
  }

  private LinearModel trained(List<Object[]> rows, String data, String type) {
    StructType schema =
        new StructType()
            .add("shop", DataTypes.StringType)
            .add("age", DataTypes.DoubleType)
            .add("town", DataTypes.IntegerType)
            .add("log_days", DataTypes.DoubleType)
            .add("y", DataTypes.DoubleType);
    List<Row> all = rows.stream().map(RowFactory::create).toList();
    SparkFixture.session().createDataFrame(all, schema).createOrReplaceTempView("wide");
    String config =
        """
        name = wide
        data { source = wide, label = y, %s }
        split { validation = 0, test = 0 }
        features { categorical = [town], max-categories = 2000 %s }
        model { type = %s, lambda = %s, precision = double, tolerance = 1e-13, max-iterations = 900 }
        compute { backend = scalar, block-rows = 512 }
        """
            .formatted(data, data.isEmpty() ? ", exclude = [log_days]" : "", type, LAMBDA);
    return (LinearModel)
        TrainingRuns.train(TrainingRuns.parse(config), folder.resolve("model")).trained().model();
  }

  @Test
  void logisticModelsAreAtTheOptimumOfEveryDesignColumn() {
    List<Object[]> rows = rows();
    LinearModel model = trained(rows, "", "logistic");
    assertThat(model.provenance().fit().get("design"))
        .isEqualTo("one-hot: 3 numbers a row instead of 1390");
    assertThat(slopes(model, rows, (row, m) -> 1 / (1 + Math.exp(-m)))).isLessThan(1e-6);
    requireSameScoresRowByRow(model, rows);
  }

  @Test
  void poissonModelsTakeTheirOffsetBesideTheCategories() {
    List<Object[]> rows = rows();
    LinearModel model = trained(rows, "offset = log_days", "poisson");
    assertThat(model.provenance().fit().get("design")).startsWith("one-hot: 3 numbers a row");
    assertThat(slopes(model, rows, (row, m) -> Math.exp(m + (double) row[3]))).isLessThan(1e-6);
  }

  /** Of a row with a margin. */
  @FunctionalInterface
  private interface Mean {
    double of(Object[] row, double margin);
  }

  /** The largest slope of mean loss and penalty, each column standardised, by naive sums. */
  private static double slopes(LinearModel model, List<Object[]> rows, Mean mean) {
    LinearDesign design = LinearDesign.of(model.features());
    RowEncoder encoder =
        design.encoder(List.of("shop", "age", "town", "log_days", "y"), Precision.DOUBLE);
    int d = design.width();
    double[] slopes = new double[d + 1];
    double[] sums = new double[d];
    double[] squares = new double[d];
    for (Object[] row : rows) {
      encoder.encodeRow(row);
      double[] x = encoder.design();
      double margin = model.coefficients().intercept(0);
      for (int j = 0; j < d; j++) {
        margin += model.coefficients().get(0, j) * x[j];
      }
      double error = mean.of(row, margin) - (double) row[4];
      for (int j = 0; j < d; j++) {
        slopes[j] += error * x[j] / ROWS;
        sums[j] += x[j];
        squares[j] += x[j] * x[j];
      }
      slopes[d] += error / ROWS;
    }
    double largest = Math.abs(slopes[d]);
    for (int j = 0; j < d; j++) {
      double variance = (squares[j] - sums[j] * sums[j] / ROWS) / (ROWS - 1);
      double slope = slopes[j] + LAMBDA * variance * model.coefficients().get(0, j);
      largest = Math.max(largest, Math.abs(slope) / Math.sqrt(variance));
    }
    return largest;
  }

  private static void requireSameScoresRowByRow(LinearModel model, List<Object[]> rows) {
    Scorer scorer = Scorer.of(model, Kernels.of(BackendPreference.SCALAR));
    Object[][] raw =
        rows.stream()
            .limit(200)
            .map(row -> new Object[] {row[0], row[1], row[2]})
            .toArray(Object[][]::new);
    assertThat(scorer.signature().names()).containsExactly("shop", "age", "town");
    ScoreBatch batch = scorer.batch().score(raw, raw.length);
    LinearDesign design = LinearDesign.of(model.features());
    RowEncoder encoder = design.encoder(List.of("shop", "age", "town"), Precision.DOUBLE);
    for (int i = 0; i < raw.length; i++) {
      encoder.encodeRow(raw[i]);
      double margin = model.coefficients().intercept(0);
      for (int j = 0; j < design.width(); j++) {
        margin += model.coefficients().get(0, j) * encoder.design()[j];
      }
      assertThat(batch.margin(0, i)).isCloseTo(margin, within(1e-12));
    }
  }
}
