package io.nightjar.spark.train.kmeans;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nightjar.NightjarException;
import io.nightjar.config.JobConfig;
import io.nightjar.features.FeatureSpec;
import io.nightjar.kernels.backend.BackendPreference;
import io.nightjar.kernels.backend.KernelUse;
import io.nightjar.kernels.block.ColumnBlock;
import io.nightjar.kernels.linear.GlmTarget;
import io.nightjar.model.unlabelled.FeatureScaling;
import io.nightjar.spark.SparkFixture;
import io.nightjar.spark.StoredRdds;
import io.nightjar.spark.data.Table;
import io.nightjar.spark.data.read.Tables;
import io.nightjar.spark.train.FeatureFit;
import io.nightjar.spark.train.TrainingRuns;
import io.nightjar.spark.train.block.KernelRuns;
import io.nightjar.spark.train.block.LabelledBlock;
import io.nightjar.spark.train.checkpoint.CheckpointOrigin;
import io.nightjar.spark.train.checkpoint.RunCheckpoints;
import io.nightjar.spark.train.task.FitPlace;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KMeansPlacesTest {
  private static final float[][] ROWS = Blobs.rows(1500, 3, 6, 1);
  @TempDir Path temp;

  private static Table view(String name, float[][] from, int partitions) {
    StructType schema = new StructType();
    for (int j = 0; j < from[0].length; j++) {
      schema = schema.add("x" + j, DataTypes.FloatType);
    }
    List<Row> rows =
        Arrays.stream(from)
            .map(
                row ->
                    RowFactory.create(
                        IntStream.range(0, row.length).mapToObj(j -> row[j]).toArray()))
            .toList();
    SparkFixture.session()
        .createDataFrame(rows, schema)
        .repartition(partitions)
        .createOrReplaceTempView(name);
    return Tables.training(
        SparkFixture.session(), config(name, 8).data(), LocalDate.of(2026, 11, 19));
  }

  private static JobConfig config(String view, int clusters) {
    return TrainingRuns.parse(
        """
        name = places
        data { source = %s }
        model { type = kmeans, clusters = %d }
        compute { block-rows = 128 }
        """
            .formatted(view, clusters));
  }

  private static KMeansFit fit(JobConfig config, Table table, KernelRuns runs, FitPlace place) {
    FeatureSpec features = FeatureFit.fit(table, config.features(), config.data()).spec();
    KMeansFit fit =
        new KMeansTraining(config, runs, place)
            .fit(table, ROWS.length, features, RunCheckpoints.NONE);
    assertThat(runs.uses()).anyMatch(use -> use.kernel().equals("kmeans-assign"));
    return fit;
  }

  @Test
  void goesOnOnExecutorsFromWhatATaskLeft() {
    JobConfig config = config("places_resumed", 8);
    Table table = view("places_resumed", ROWS, 3);
    FeatureSpec features = FeatureFit.fit(table, config.features(), config.data()).spec();
    RunCheckpoints run =
        RunCheckpoints.in(
            temp.toString(),
            2,
            new CheckpointOrigin("data", "config", "build"),
            SparkFixture.session().sparkContext().hadoopConfiguration());
    KernelRuns runs = new KernelRuns(BackendPreference.SCALAR);
    KMeansFit inATask =
        new KMeansTraining(config, runs, FitPlace.ONE_TASK).fit(table, ROWS.length, features, run);
    KMeansFit onExecutors =
        new KMeansTraining(config, runs, FitPlace.EXECUTORS).fit(table, ROWS.length, features, run);
    assertThat(inATask.warnings()).isEmpty();
    assertThat(onExecutors.warnings())
        .singleElement()
        .asString()
        .startsWith("the fit went on from file:" + temp);
    assertThat(onExecutors.centres().values()).isEqualTo(inATask.centres().values());
    assertThat(onExecutors.facts()).isEqualTo(inATask.facts());
  }

  @ParameterizedTest(name = "{0} clusters")
  @ValueSource(ints = {8, 360})
  void givesTheSameBitsInOneTaskAndOnExecutors(int clusters) {
    JobConfig config = config("kmeans_places", clusters);
    Table table = view("kmeans_places", ROWS, 5);
    StoredRdds stored = StoredRdds.fromNow();
    KernelRuns inOneTask = new KernelRuns(BackendPreference.SCALAR);
    KernelRuns onExecutors = new KernelRuns(BackendPreference.SCALAR);
    assertThat(fit(config, table, onExecutors, FitPlace.EXECUTORS))
        .isEqualTo(fit(config, table, inOneTask, FitPlace.ONE_TASK));
    assertThat(stored.since()).isEmpty();
    assertThat(spared(onExecutors)).isEqualTo(spared(inOneTask));
    assertThat(spared(inOneTask) > 0).isEqualTo(clusters == 360);
  }

  /** Rows that bounds spared the search. */
  private static long spared(KernelRuns runs) {
    return runs.uses().stream().mapToLong(KernelUse::spared).sum();
  }

  @Test
  void namesTheColumnThatIsTooFarOffForFloats() {
    float[][] columns = {{1e-30f, 2e-30f, 1e10f}, {1, 2, 3}};
    LabelledBlock block =
        new LabelledBlock(new ColumnBlock(3, columns), new GlmTarget(new double[3], null));
    FeatureScaling scaling = new FeatureScaling(new double[2], new double[] {1e30, 1});
    assertThatThrownBy(() -> ScaledRows.of(block, scaling, List.of("x0", "x1")))
        .isInstanceOf(NightjarException.class)
        .hasMessage(
            "x0: has 1.0E10 in a training row, which is too far off for float32 once the column is scaled; mend it, leave the column out with features.exclude, or set model.standardize = false");
  }

  @Test
  void takesColumnsThatAreNotScaledAsTheyAre() {
    float[][] columns = {{1, 2, 3}, {4, 5, Float.NEGATIVE_INFINITY}};
    LabelledBlock block =
        new LabelledBlock(new ColumnBlock(2, columns), new GlmTarget(new double[2], null));
    FeatureScaling none = FeatureScaling.none(2);
    assertThat(ScaledRows.of(block, none, List.of("x0", "x1"))).isSameAs(block);
    LabelledBlock longer =
        new LabelledBlock(new ColumnBlock(3, columns), new GlmTarget(new double[3], null));
    assertThatThrownBy(() -> ScaledRows.of(longer, none, List.of("x0", "x1")))
        .isInstanceOf(NightjarException.class)
        .hasMessageStartingWith("x1: has -Infinity in a training row");
  }
}
