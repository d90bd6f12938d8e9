package io.nightjar.spark.train;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightjar.config.JobConfig;
import io.nightjar.features.FeatureSpec;
import io.nightjar.kernels.backend.BackendPreference;
import io.nightjar.model.Target;
import io.nightjar.spark.SparkFixture;
import io.nightjar.spark.data.Split;
import io.nightjar.spark.data.Splits;
import io.nightjar.spark.data.Table;
import io.nightjar.spark.data.read.Tables;
import io.nightjar.spark.train.block.KernelRuns;
import io.nightjar.spark.train.checkpoint.CheckpointOrigin;
import io.nightjar.spark.train.checkpoint.RunCheckpoints;
import io.nightjar.spark.train.mlp.DealtRows;
import io.nightjar.spark.train.mlp.MlpFit;
import io.nightjar.spark.train.mlp.MlpTraining;
import io.nightjar.spark.train.task.FitPlace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A fit that finds what a stopped one left goes on from there to the same model, byte for byte:
 * facts and tensors. Trees have a test of their own.
 */
class ResumedFitsTest {
  private static final LocalDate NIGHT = LocalDate.of(2026, 11, 19);
  private static final StructType SCHEMA =
      new StructType()
          .add("id", DataTypes.LongType)
          .add("x", DataTypes.DoubleType)
          .add("z", DataTypes.DoubleType)
          .add("colour", DataTypes.StringType)
          .add("n", DataTypes.IntegerType)
          .add("yes", DataTypes.StringType)
          .add("kind", DataTypes.StringType)
          .add("amount", DataTypes.DoubleType);
  private static final String KMEANS = " | type = kmeans, clusters = 7, tolerance = 1e-12";
  private static final String FEATURES = "features { exclude = [id, yes, kind, amount] }";
  @TempDir Path temp;

  @BeforeAll
  static void makeTheTable() {
    Random random = new Random(20261127);
    List<Row> rows = new ArrayList<>();
    for (long id = 0; id < 900; id++) {
      double x = random.nextGaussian();
      double z = random.nextGaussian() + (id % 3);
      int colour = random.nextInt(5);
      double signal = x * z + colour % 3 + random.nextGaussian() / 2;
      int n = (int) Math.exp(0.5 * x + 0.3 * random.nextGaussian() + 1);
      rows.add(
          RowFactory.create(
              id,
              x,
              z,
              "c" + colour,
              n,
              signal + random.nextGaussian() > 1 ? "yes" : "no",
              "k" + Math.floorMod(Math.round(signal), 3),
              signal));
    }
    SparkFixture.session()
        .createDataFrame(rows, SCHEMA)
        .repartition(3)
        .createOrReplaceTempView("resumed");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "label = yes, positive = \"yes\" | type = logistic",
        "label = kind | type = logistic, lambda = 0.01, alpha = 1",
        "label = amount | type = linear, lambda = 0.01, alpha = 0.5",
        "label = n | type = poisson, bounds { x { max = 0.4 } }",
        "label = yes, positive = \"yes\" | type = logistic, lambda-path { count = 6 }",
        "label = kind | type = logistic, alpha = 0.5, lambda-path { count = 5 }",
        "label = amount | type = als, user = id, item = colour, rank = 3, iterations = 7",
        "label = amount | type = als, user = n, item = colour, iterations = 7, implicit = true",
        "label = yes, positive = \"yes\" | type = mlp, hidden-layers = [9], dropout = 0.3,"
            + " batch-size = 64, max-epochs = 9, early-stopping-rounds = 6",
        "label = amount | type = mlp, hidden-layers = [9], optimizer = sgd, max-epochs = 7,"
            + " learning-rate-decay = 0.9",
        "label = kind | type = mlp, hidden-layers = [6], optimizer = l-bfgs, max-iterations = 15",
        KMEANS,
      })
  void endWithTheModelOfOneThatWasNotStopped(String job) throws IOException {
    JobConfig config = config(job, 42);
    String undisturbed = written(train(config, "undisturbed", Optional.empty()));
    Path kept = temp.resolve("kept");
    train(config, "first", Optional.of(kept.toString()));
    List<Path> left = files(kept);
    assertThat(left).hasSize(2);
    Files.delete(left.get(1));

    TrainedModel resumed = train(config, "resumed", Optional.of(kept.toString()));
    assertThat(resumed.warnings())
        .anyMatch(w -> w.startsWith("the fit went on from file:" + left.get(0)));
    assertThat(written(resumed)).isEqualTo(undisturbed);
    assertThat(files(kept)).as("the same state, byte for byte").isEqualTo(left);
  }

  @Test
  void beginAnewWhereTheCheckpointIsOfAnotherSeed() throws IOException {
    Path kept = temp.resolve("kept");
    train(config(KMEANS, 42), "first", Optional.of(kept.toString()));
    Path left = files(kept).get(1);

    JobConfig other = config(KMEANS, 43);
    TrainedModel anew = train(other, "anew", Optional.of(kept.toString()));
    assertThat(anew.warnings())
        .anyMatch(
            w ->
                w.startsWith(
                    "the checkpoint file:" + left + " was not used: the config's SHA-256"));
    assertThat(written(anew)).isEqualTo(written(train(other, "alone", Optional.empty())));
  }

  @ParameterizedTest
  @ValueSource(strings = {"batch-size = 64, max-epochs = 5", "optimizer = l-bfgs"})
  void networksGoOnOnExecutorsFromWhatATaskLeft(String descent) {
    JobConfig config = config("label = amount | type = mlp, hidden-layers = [6], " + descent, 42);
    Table table = Tables.training(SparkFixture.session(), config.data(), NIGHT);
    Split split = Splits.of(table, Optional.empty(), config.data(), config.split());
    RunCheckpoints run =
        RunCheckpoints.in(
            temp.toString(),
            config.model().checkpointRounds(),
            new CheckpointOrigin("data", "config", "build"),
            SparkFixture.session().sparkContext().hadoopConfiguration());
    MlpFit inATask = network(config, split, FitPlace.ONE_TASK, run);
    MlpFit onExecutors = network(config, split, FitPlace.EXECUTORS, run);

    assertThat(onExecutors.warnings())
        .anyMatch(warning -> warning.startsWith("the fit went on from file:" + temp));
    assertThat(onExecutors.network()).isEqualTo(inATask.network());
    assertThat(onExecutors.facts()).isEqualTo(inATask.facts());
  }

  private static MlpFit network(JobConfig config, Split split, FitPlace place, RunCheckpoints run) {
    FeatureSpec features = FeatureFit.fit(split.train(), config.features(), config.data()).spec();
    KernelRuns runs = new KernelRuns(BackendPreference.SCALAR);
    MlpTraining training =
        new MlpTraining(config, split, features, Target.regression("amount"), runs, place);
    try (DealtRows rows = training.rows()) {
      return training.fit(rows, run);
    }
  }

  private static JobConfig config(String job, long seed) {
    String[] parts = job.split("[|]");
    return TrainingRuns.parse(
        """
        name = resumed
        data { source = resumed, %s }
        split { by = content, validation = 0.2, test = 0 }
        %s
        model { %s, checkpoint-rounds = 2 }
        seed = %d
        """
            .formatted(parts[0], parts[1].contains("type = als") ? "" : FEATURES, parts[1], seed));
  }

  private TrainedModel train(JobConfig config, String staging, Optional<String> checkpoints) {
    Table table = Tables.training(SparkFixture.session(), config.data(), NIGHT);
    return TrainingRuns.train(config, table, temp.resolve(staging), Optional.empty(), checkpoints)
        .trained();
  }

  /** The SHA-256 of a written model. */
  private static String written(TrainedModel trained) {
    return trained.write(Map.of());
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> all = Files.list(folder)) {
      return all.filter(file -> !file.toString().endsWith(".crc")).sorted().toList();
    }
  }
}
