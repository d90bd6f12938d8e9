package io.nightjar.spark.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.nightjar.FailureKind;
import io.nightjar.NightjarException;
import io.nightjar.config.JobConfig;
import io.nightjar.features.FeatureSpec;
import io.nightjar.kernels.Kernels;
import io.nightjar.kernels.backend.BackendPreference;
import io.nightjar.kernels.backend.KernelUse;
import io.nightjar.model.NetworkModel;
import io.nightjar.model.Target;
import io.nightjar.model.network.Network;
import io.nightjar.scorer.Scorer;
import io.nightjar.spark.SparkFixture;
import io.nightjar.spark.StoredRdds;
import io.nightjar.spark.data.CatalogTable;
import io.nightjar.spark.data.Split;
import io.nightjar.spark.data.Splits;
import io.nightjar.spark.data.Table;
import io.nightjar.spark.data.contract.LabelCheck;
import io.nightjar.spark.train.block.KernelRuns;
import io.nightjar.spark.train.checkpoint.RunCheckpoints;
import io.nightjar.spark.train.mlp.DealtRows;
import io.nightjar.spark.train.mlp.MlpFit;
import io.nightjar.spark.train.mlp.MlpTraining;
import io.nightjar.spark.train.task.FitPlace;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.apache.spark.ml.classification.MultilayerPerceptronClassifier;
import org.apache.spark.ml.evaluation.MulticlassClassificationEvaluator;
import org.apache.spark.ml.feature.StandardScaler;
import org.apache.spark.ml.feature.VectorAssembler;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MlpTrainingTest {
  private static final StructType SCHEMA =
      new StructType()
          .add("id", DataTypes.LongType)
          .add("a", DataTypes.DoubleType)
          .add("b", DataTypes.DoubleType)
          .add("c", DataTypes.StringType)
          .add("w", DataTypes.DoubleType)
          .add("yes", DataTypes.IntegerType)
          .add("kind", DataTypes.StringType)
          .add("amount", DataTypes.DoubleType);

  @TempDir Path folder;

  /** Whether a and b have one sign, which no linear model can tell; kinds; a bent amount. */
  private static List<Row> rows(int count) {
    Random random = new Random(20261127);
    return IntStream.range(0, count)
        .mapToObj(
            i -> {
              double a = random.nextGaussian();
              double b = random.nextGaussian() * 100 + 2026;
              boolean one = a > 0 == b > 2026;
              String kind = one ? "one" : a > 0 ? "right" : "left";
              double amount = 5_000 + 300 * Math.sin(2 * a) + 2 * Math.abs(b - 2026);
              double weight = 1 + random.nextInt(3);
              String colour = random.nextBoolean() ? "red" : "blue";
              return RowFactory.create((long) i, a, b, colour, weight, one ? 1 : 0, kind, amount);
            })
        .toList();
  }

  private static Table table(List<Row> rows, int partitions) {
    Dataset<Row> made =
        SparkFixture.session().createDataFrame(rows, SCHEMA).repartition(partitions);
    return CatalogTable.of("made", made);
  }

  private static JobConfig config(String data, String model) {
    return TrainingRuns.parse(
        """
        name = net
        data { source = made, %s }
        split { validation = 0.2, test = 0.2 }
        features { columns = [a, b, c] }
        model { type = mlp, %s }
        compute { backend = scalar, block-rows = 100 }
        """
            .formatted(data, model));
  }

  private NetworkModel trained(JobConfig config, List<Row> rows) {
    return (NetworkModel)
        TrainingRuns.train(config, table(rows, 3), folder.resolve("model")).trained().model();
  }

  private static MlpFit fit(JobConfig config, Table table, FitPlace place) {
    KernelRuns runs = new KernelRuns(KernelRuns.preference(config.compute()));
    MlpFit fit = fit(config, table, place, runs);
    assertThat(runs.uses())
        .extracting(KernelUse::kernel)
        .contains("layer-forward", "layer-backward");
    return fit;
  }

  private static MlpFit fit(JobConfig config, Table table, FitPlace place, KernelRuns runs) {
    MlpTraining training = training(config, split(config, table), table, place, runs);
    try (DealtRows dealt = training.rows()) {
      return training.fit(dealt, RunCheckpoints.NONE);
    }
  }

  private static double accuracy(NetworkModel model, List<Row> rows) {
    Scorer scorer = Scorer.of(model, Kernels.of(BackendPreference.SCALAR));
    return rows.stream()
            .filter(
                row ->
                    scorer
                        .score(Map.of("a", row.get(1), "b", row.get(2), "c", row.get(3)))
                        .label()
                        .orElseThrow()
                        .equals(row.get(SCHEMA.fieldIndex(model.target().column())).toString()))
            .count()
        / (double) rows.size();
  }

  @Test
  void learnsWhatNoLinearModelCanByEachOptimizer() {
    List<Row> rows = rows(3_000);
    for (String how :
        List.of(
            "optimizer = adam, learning-rate = 0.01, batch-size = 64, max-epochs = 40",
            "optimizer = sgd, learning-rate = 0.1, batch-size = 64, max-epochs = 40",
            "optimizer = l-bfgs, max-iterations = 100",
            "optimizer = adam, learning-rate = 0.01, dropout = 0.1, early-stopping-rounds = 10",
            "activation = tanh, learning-rate = 0.02, batch-size = 64, max-epochs = 40")) {
      NetworkModel model =
          trained(config("id = id, label = yes", "hidden-layers = [16, 8], " + how), rows);
      assertThat(accuracy(model, rows)).as(how).isGreaterThan(0.95);
    }
  }

  @Test
  void learnsSeveralClasses() {
    List<Row> rows = rows(3_000);
    NetworkModel model =
        trained(
            config(
                "id = id, label = kind",
                "hidden-layers = [16], activation = sigmoid, optimizer = l-bfgs, lambda = 1e-5"),
            rows);
    assertThat(model.target().classes()).containsExactly("left", "one", "right");
    assertThat(accuracy(model, rows)).isGreaterThan(0.95);
  }

  @Test
  void learnsABentNumberOnItsOwnScale() {
    List<Row> rows = rows(3_000);
    NetworkModel model =
        trained(
            config(
                "id = id, label = amount",
                "learning-rate = 0.01, max-epochs = 60, batch-size = 64, lambda = 0"),
            rows);
    Scorer scorer = Scorer.of(model, Kernels.of(BackendPreference.SCALAR));
    double mean = rows.stream().mapToDouble(row -> row.getDouble(7)).average().orElseThrow();
    double squares = 0;
    double residuals = 0;
    for (Row row : rows) {
      double prediction =
          scorer.score(Map.of("a", row.get(1), "b", row.get(2), "c", row.get(3))).prediction();
      residuals += Math.pow(row.getDouble(7) - prediction, 2);
      squares += Math.pow(row.getDouble(7) - mean, 2);
    }
    assertThat(1 - residuals / squares).isGreaterThan(0.97);
    double stated = Double.parseDouble(model.provenance().fit().get("training-loss"));
    assertThat(stated).isCloseTo(residuals / rows.size() / 2, within(0.5 * stated));
  }

  @Test
  void byBatchesHasTheSameBitsInWhateverOrderPartitionsAndPlaceTheRowsCome() {
    for (String data : List.of("id = id, label = yes, weight = w", "label = kind")) {
      JobConfig config =
          config(
              data,
              "hidden-layers = [6, 4], dropout = 0.25, batch-size = 200, max-epochs = 3,"
                  + " learning-rate = 0.01, early-stopping-rounds = 2");
      List<Row> rows = rows(1_500);
      MlpFit first = fit(config, table(rows, 1), FitPlace.ONE_TASK);
      List<Row> shuffled = new ArrayList<>(rows);
      Collections.shuffle(shuffled, new Random(3));
      for (FitPlace place : FitPlace.values()) {
        MlpFit other = fit(config, table(shuffled, 5), place);
        assertThat(other.network()).as("%s %s", data, place).isEqualTo(first.network());
        assertThat(other.facts()).isEqualTo(first.facts());
      }
    }
  }

  @Test
  void overAllRowsHasTheSameBitsInEachPlaceAndNearlyTheSameWeightsForOtherPartitions() {
    JobConfig config =
        config(
            "id = id, label = amount",
            "hidden-layers = [6], activation = tanh, optimizer = l-bfgs, max-iterations = 8");
    Network first = fit(config, table(rows(1_500), 3), FitPlace.ONE_TASK).network();
    Network again = fit(config, table(rows(1_500), 3), FitPlace.EXECUTORS).network();
    Network other = fit(config, table(rows(1_500), 7), FitPlace.ONE_TASK).network();

    assertThat(again).isEqualTo(first);
    for (int l = 0; l < 2; l++) {
      float[] a = first.layers().get(l).matrix();
      float[] b = other.layers().get(l).matrix();
      for (int i = 0; i < a.length; i++) {
        assertThat(b[i]).isCloseTo(a[i], within(1e-4f));
      }
    }
  }

  @Test
  void onSharedRowsLearnsWhatItLearnsOnRowsOfItsOwn() {
    String usual = "batch-size = 200, max-epochs = 2, early-stopping-rounds = 2, ";
    List<JobConfig> jobs =
        List.of(
            config("id = id, label = yes", usual + "hidden-layers = [6], dropout = 0.2"),
            config("id = id, label = yes", usual + "hidden-layers = [4, 3], learning-rate = 0.1"));
    Table table = table(rows(1_500), 3);
    Split split = split(jobs.get(0), table);
    for (FitPlace place : FitPlace.values()) {
      StoredRdds stored = StoredRdds.fromNow();
      try (DealtRows rows = training(jobs.get(0), split, table, place).rows().kept()) {
        for (JobConfig job : jobs) {
          MlpFit shared = training(job, split, table, place).fit(rows, RunCheckpoints.NONE);
          MlpFit alone = fit(job, table, place);
          assertThat(shared.network()).as("%s", place).isEqualTo(alone.network());
          assertThat(shared.facts()).isEqualTo(alone.facts());
        }
        assertThat(stored.since()).hasSize(1);
      }
      assertThat(stored.since()).isEmpty();
    }
  }

  @Test
  void sharesRowsByWhatTheyHangOnAndNothingElse() {
    Table table = table(rows(200), 2);
    String data = "id = id, label = yes";
    MlpTraining.Dealing dealing = dealing(config(data, "batch-size = 128"), table);
    assertThat(
            dealing(config(data, "batch-size = 129, hidden-layers = [3], max-epochs = 2"), table))
        .isEqualTo(dealing);
    for (String other :
        List.of(
            "batch-size = 256",
            "batch-size = 128, early-stopping-rounds = 2",
            "optimizer = l-bfgs")) {
      assertThat(dealing(config(data, other), table)).as(other).isNotEqualTo(dealing);
    }
    assertThat(dealing(config("label = yes", "batch-size = 128"), table)).isNotEqualTo(dealing);
  }

  private static MlpTraining.Dealing dealing(JobConfig config, Table table) {
    return training(config, split(config, table), table, null).dealing();
  }

  private static Split split(JobConfig config, Table table) {
    return Splits.of(table, Optional.empty(), config.data(), config.split());
  }

  private static MlpTraining training(JobConfig config, Split split, Table table, FitPlace place) {
    return training(
        config, split, table, place, new KernelRuns(KernelRuns.preference(config.compute())));
  }

  private static MlpTraining training(
      JobConfig config, Split split, Table table, FitPlace place, KernelRuns runs) {
    FeatureSpec features = FeatureFit.fit(split.train(), config.features(), config.data()).spec();
    Target target =
        Targets.of(
            config.model(),
            config.data(),
            LabelCheck.require(table, config.data(), Targets.kind(config.model())));
    return new MlpTraining(config, split, features, target, runs, place);
  }

  /** By the second epoch nothing is left of the rate, so that the weights stay. */
  @Test
  void stepsLessInEachEpochWhereTheRateDecays() {
    String usual = "hidden-layers = [4], batch-size = 100, learning-rate = 0.1, max-epochs = ";
    Table table = table(rows(800), 2);
    Network once = network(usual + "1", table);
    Network decayed = network(usual + "3, learning-rate-decay = 1e-12", table);
    Network thrice = network(usual + "3, learning-rate-decay = 1", table);
    assertThat(decayed.layers().get(1).matrix())
        .usingComparatorWithPrecision(1e-6f)
        .containsExactly(once.layers().get(1).matrix());
    assertThat(thrice).isEqualTo(network(usual + "3", table)).isNotEqualTo(decayed);
  }

  private static Network network(String model, Table table) {
    return fit(config("id = id, label = yes", model), table, FitPlace.ONE_TASK).network();
  }

  @Test
  void weighsARowTwiceAsTheRowTwice() {
    List<Row> rows = rows(800);
    List<Row> repeated = new ArrayList<>();
    for (Row row : rows) {
      repeated.addAll(Collections.nCopies((int) row.getDouble(4), row));
    }
    String model = "hidden-layers = [5], activation = tanh, optimizer = l-bfgs, max-iterations = 5";
    Network weighted = network(config("id = id, label = yes, weight = w", model), rows);
    Network twice = network(config("id = id, label = yes", model), repeated);
    float[] a = weighted.layers().get(1).matrix();
    float[] b = twice.layers().get(1).matrix();
    for (int i = 0; i < a.length; i++) {
      // Standard deviations have n − 1 rows below them, which weights have not.
      assertThat(b[i]).isCloseTo(a[i], within(5e-3f));
    }
  }

  private static Network network(JobConfig config, List<Row> rows) {
    return fit(config, table(rows, 2), FitPlace.ONE_TASK).network();
  }

  @Test
  void keepsTheBestEpochAndStops() {
    JobConfig config =
        config(
            "id = id, label = yes",
            "hidden-layers = [32], learning-rate = 0.05, batch-size = 50, max-epochs = 100,"
                + " early-stopping-rounds = 5, lambda = 0");
    MlpFit fit = fit(config, table(rows(1_000), 2), FitPlace.ONE_TASK);
    int epochs = Integer.parseInt(fit.facts().get("epochs"));
    assertThat(epochs).isLessThan(100);
    assertThat(Integer.parseInt(fit.facts().get("best-epoch"))).isEqualTo(epochs - 5);
    assertThat(fit.warnings()).isEmpty();
    JobConfig hurried = config("id = id, label = yes", "max-epochs = 1, early-stopping-rounds = 5");
    assertThat(fit(hurried, table(rows(1_000), 2), FitPlace.ONE_TASK).warnings())
        .containsExactly(
            "the validation loss was still becoming less in the last of 1 epochs; raise"
                + " model.max-epochs");
  }

  @Test
  void isAsAccurateAsSparkMlWithTheSameLayers() {
    List<Row> rows = rows(3_000);
    Dataset<Row> assembled =
        new VectorAssembler()
            .setInputCols(new String[] {"a", "b"})
            .setOutputCol("raw")
            .transform(table(rows, 2).rows());
    Dataset<Row> standard =
        new StandardScaler()
            .setInputCol("raw")
            .setOutputCol("features")
            .setWithMean(true)
            .fit(assembled)
            .transform(assembled);
    double peer =
        new MulticlassClassificationEvaluator()
            .setLabelCol("yes")
            .setMetricName("accuracy")
            .evaluate(
                new MultilayerPerceptronClassifier()
                    .setLayers(new int[] {2, 16, 2})
                    .setLabelCol("yes")
                    .setMaxIter(100)
                    .setSeed(1)
                    .fit(standard)
                    .transform(standard));
    NetworkModel model =
        trained(
            config(
                "id = id, label = yes",
                "hidden-layers = [16], activation = sigmoid, optimizer = l-bfgs,"
                    + " max-iterations = 100, lambda = 0"),
            rows);
    assertThat(accuracy(model, rows)).isGreaterThan(peer - 0.01);
  }

  @Test
  void takesAllRowsAtOnceWhereABatchWouldHoldMore() {
    JobConfig usual = config("id = id, label = yes", "max-epochs = 3");
    List<Row> rows = rows(100);
    for (FitPlace place : FitPlace.values()) {
      MlpFit fit = fit(usual, table(rows, 2), place);
      assertThat(fit.facts()).containsEntry("batches-per-epoch", "1").containsEntry("epochs", "3");
    }
  }

  @Test
  void countsTheKernelsOfValidationPassesInEachPlace() {
    String model = "batch-size = 200, max-epochs = 3";
    String stopping = ", early-stopping-rounds = 3";
    List<Row> rows = rows(1_500);
    for (FitPlace place : FitPlace.values()) {
      long without = forwards(config("id = id, label = yes", model), rows, place);
      long with = forwards(config("id = id, label = yes", model + stopping), rows, place);
      assertThat(with).as("%s", place).isGreaterThan(without);
    }
  }

  private static long forwards(JobConfig config, List<Row> rows, FitPlace place) {
    KernelRuns runs = new KernelRuns(KernelRuns.preference(config.compute()));
    MlpFit fit = fit(config, table(rows, 2), place, runs);
    assertThat(fit.facts()).containsEntry("epochs", "3");
    return runs.uses().stream()
        .filter(use -> use.kernel().equals("layer-forward"))
        .mapToLong(KernelUse::calls)
        .sum();
  }

  @Test
  void refusesWhatCannotBeLearntAndSaysWhatToDo() {
    List<Row> rows = rows(200);
    refuses(
        "id = id, label = yes",
        "hidden-layers = [16384, 16384]",
        rows,
        FailureKind.CONFIG,
        "model.hidden-layers: is \\[16384, 16384\\], which with 3 design columns makes"
            + " 268,533,761 weights; must be 16,777,216 at most: take smaller layers");
    refuses(
        "id = id, label = amount",
        "optimizer = sgd, learning-rate = 1, momentum = 0.99, batch-size = 10",
        rows,
        FailureKind.CONFIG,
        "model.learning-rate: is 1.0, with which the loss stopped being a number in epoch [0-9]+:"
            + " training diverged; lower it, to 0.1 say");
    List<Row> lopsided = rows.stream().map(row -> weighing(row, row.getInt(5))).toList();
    refuses(
        "id = id, label = yes, weight = w",
        "batch-size = 10",
        lopsided,
        FailureKind.DATA,
        "the training part of the split has no negative row that weighs anything; give more rows,"
            + " or other shares in the split block");
  }

  private static Row weighing(Row row, double weight) {
    Object[] values = IntStream.range(0, row.length()).mapToObj(row::get).toArray();
    values[4] = weight;
    return RowFactory.create(values);
  }

  private static void refuses(
      String data, String model, List<Row> rows, FailureKind kind, String message) {
    JobConfig config = config(data, model);
    assertThatThrownBy(() -> fit(config, table(rows, 2), FitPlace.ONE_TASK))
        .isInstanceOfSatisfying(
            NightjarException.class, failure -> assertThat(failure.kind()).isEqualTo(kind))
        .hasMessageMatching(message);
  }
}
