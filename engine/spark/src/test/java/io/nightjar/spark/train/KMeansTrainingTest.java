package io.nightjar.spark.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.nightjar.NightjarException;
import io.nightjar.config.JobConfig;
import io.nightjar.model.ClusterModel;
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

class KMeansTrainingTest {
  private static final StructType SCHEMA =
      new StructType()
          .add("a", DataTypes.DoubleType)
          .add("b", DataTypes.DoubleType)
          .add("kind", DataTypes.StringType)
          .add("w", DataTypes.DoubleType);

  @TempDir Path folder;

  /** Four groups whose second column is a thousand times as wide. */
  private static List<Row> rows(int count) {
    Random random = new Random(17);
    return IntStream.range(0, count)
        .mapToObj(
            i ->
                RowFactory.create(
                    (i % 2) * 10 + random.nextGaussian(),
                    1000 * ((i / 2 % 2) * 10 + random.nextGaussian()),
                    i % 2 == 0 ? "even" : "odd",
                    1 + i % 3.0))
        .toList();
  }

  private static void view(String name, List<Row> rows, int partitions) {
    Dataset<Row> table = SparkFixture.session().createDataFrame(rows, SCHEMA);
    table.repartition(partitions).createOrReplaceTempView(name);
  }

  private static JobConfig config(String view, String data, String model) {
    return TrainingRuns.parse(
        """
        name = groups
        data { source = %s, %s }
        split { validation = 0, test = 0 }
        model { type = kmeans, %s }
        """
            .formatted(view, data, model));
  }

  private TrainedModel train(JobConfig config, String to) {
    return TrainingRuns.train(config, folder.resolve(to)).trained();
  }

  private ClusterModel model(JobConfig config, String to) {
    return (ClusterModel) train(config, to).model();
  }

  @Test
  void findsTheGroupsOfATable() {
    view("kmeans_groups", rows(2000), 3);
    TrainedModel trained = train(config("kmeans_groups", "weight = w", "clusters = 4"), "g");
    ClusterModel model = (ClusterModel) trained.model();
    assertThat(model.designNames()).containsExactly("a", "b", "kind=odd");
    double[] weights = model.centres().weights();
    assertThat(Arrays.stream(weights).sum()).isEqualTo(3999);
    assertThat(Arrays.stream(weights).boxed()).allMatch(w -> w > 800 && w < 1200);
    assertThat(model.provenance().fit())
        .containsKeys("iterations", "inertia", "refilled", "solver");
    assertThat(model.provenance().algorithm().parameters())
        .containsEntry("clusters", "4")
        .containsEntry("init-steps", "2")
        .containsEntry("tolerance", "1.0E-6");
    assertThat(trained.placement()).anyMatch(use -> use.kernel().equals("kmeans-assign"));
  }

  @Test
  void givesTheSameClustersHoweverRowsAreParted() {
    view("kmeans_one", rows(3000), 1);
    view("kmeans_many", rows(3000), 7);
    ClusterModel one = model(config("kmeans_one", "weight = w", "clusters = 9"), "one");
    ClusterModel many = model(config("kmeans_many", "weight = w", "clusters = 9"), "many");
    assertThat(many.centres().weights()).containsExactly(one.centres().weights(), within(1e-9));
    for (int i = 0; i < one.centres().values().length; i++) {
      assertThat(many.centres().values()[i]).isCloseTo(one.centres().values()[i], within(1e-6f));
    }
  }

  @Test
  void measuresRawDistancesWhereColumnsAreNotStandardised() {
    view("kmeans_raw", rows(2000), 2);
    ClusterModel model =
        model(config("kmeans_raw", "weight = w", "clusters = 2, standardize = false"), "raw");
    assertThat(model.scaling().scales()).containsOnly(1);
    double apart = model.centres().get(0, 1) - model.centres().get(1, 1);
    assertThat(Math.abs(apart)).isCloseTo(10_000, within(300.0));
    double narrow = model.centres().get(0, 0) - model.centres().get(1, 0);
    assertThat(Math.abs(narrow)).isLessThan(1);
  }

  @Test
  void refusesMoreClustersThanRows() {
    view("kmeans_few", rows(5), 1);
    assertThatThrownBy(() -> train(config("kmeans_few", "weight = w", "clusters = 6"), "few"))
        .isInstanceOf(NightjarException.class)
        .hasMessage(
            "model.clusters: is 6, but the training part has 5 rows; must be no more: ask for fewer clusters, or give more rows");
  }

  @Test
  void refusesWeightsThatAreNone() {
    List<Row> bad =
        List.of(RowFactory.create(1.0, 2.0, "even", 1.0), RowFactory.create(2.0, 2.5, "odd", -1.0));
    view("kmeans_bad", bad, 1);
    assertThatThrownBy(() -> train(config("kmeans_bad", "weight = w", "clusters = 1"), "bad"))
        .isInstanceOf(NightjarException.class)
        .hasMessageContaining("w: 1 of 2 rows")
        .hasMessageContaining("have no weight that is finite and at least 0; mend them");
  }

  @Test
  void saysWhereItStoppedBeforeItHadConverged() {
    view("kmeans_short", rows(2000), 2);
    assertThat(
            train(
                    config(
                        "kmeans_short",
                        "weight = w",
                        "clusters = 30, max-iterations = 1, tolerance = 1e-12"),
                    "short")
                .warnings())
        .contains(
            "k-means stopped after 1 iterations before it had converged; raise model.max-iterations or model.tolerance");
  }
}
