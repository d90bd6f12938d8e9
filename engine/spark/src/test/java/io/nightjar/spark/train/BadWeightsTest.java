package io.nightjar.spark.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nightjar.FailureKind;
import io.nightjar.NightjarException;
import io.nightjar.config.JobConfig;
import io.nightjar.spark.SparkFixture;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Weights that are none, before each algorithm that takes weights. */
class BadWeightsTest {
  private static final int ROWS = 20;
  private static final List<String> MODELS =
      List.of(
          "type = linear",
          "type = logistic",
          "type = poisson",
          "type = gbt, trees = 2, depth = 2",
          "type = forest, trees = 2, depth = 2",
          "type = mlp, hidden-layers = [2]",
          "type = kmeans, clusters = 2",
          "type = pca");
  private static final List<Double> BAD =
      List.of(-1.0, -Double.MIN_VALUE, Double.NaN, Double.POSITIVE_INFINITY);

  @TempDir Path folder;

  static Stream<Arguments> modelsAndWeights() {
    return MODELS.stream()
        .flatMap(model -> BAD.stream().map(weight -> Arguments.of(model, weight)));
  }

  /** Rows of weight 1 but for the last. */
  private static void view(String name, double lastWeight) {
    StructType schema =
        new StructType()
            .add("x", DataTypes.DoubleType)
            .add("z", DataTypes.DoubleType)
            .add("w", DataTypes.DoubleType)
            .add("y", DataTypes.DoubleType);
    List<Row> rows =
        IntStream.range(0, ROWS)
            .mapToObj(
                i ->
                    RowFactory.create(
                        (double) i, i % 3.0, i == ROWS - 1 ? lastWeight : 1.0, i % 2.0))
            .toList();
    SparkFixture.session().createDataFrame(rows, schema).createOrReplaceTempView(name);
  }

  private static JobConfig config(String model) {
    boolean labelled = !model.contains("kmeans") && !model.contains("pca");
    return TrainingRuns.parse(
        """
        name = weights
        data { source = bad_weights, weight = w%s }
        features { columns = [x, z] }
        split { validation = 0, test = 0 }
        model { %s }
        compute { backend = scalar }
        """
            .formatted(labelled ? ", label = y" : "", model));
  }

  @ParameterizedTest
  @MethodSource("modelsAndWeights")
  void areRefusedAndCounted(String model, double weight) {
    view("bad_weights", weight);
    JobConfig config = config(model);
    Path staging = folder.resolve("model");
    assertThatThrownBy(() -> TrainingRuns.train(config, staging))
        .isInstanceOfSatisfying(
            NightjarException.class,
            refusal -> assertThat(refusal.kind()).isEqualTo(FailureKind.DATA))
        .hasMessageContaining("w: 1 of 20 rows")
        .hasMessageContaining("have no weight that is finite and at least 0; mend them");
  }
}
