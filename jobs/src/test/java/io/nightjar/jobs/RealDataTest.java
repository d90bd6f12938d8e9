package io.nightjar.jobs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.nightjar.jobs.bench.Run;
import io.nightjar.kernels.Kernels;
import io.nightjar.kernels.backend.BackendPreference;
import io.nightjar.model.ClusterModel;
import io.nightjar.model.LinearModel;
import io.nightjar.model.Model;
import io.nightjar.model.ProjectionModel;
import io.nightjar.model.TreeModel;
import io.nightjar.model.calibration.Isotonic;
import io.nightjar.model.files.LoadedModel;
import io.nightjar.model.files.ModelDirectory;
import io.nightjar.scorer.Score;
import io.nightjar.scorer.Scorer;
import io.nightjar.spark.SparkFixture;
import io.nightjar.spark.data.TestData;
import io.nightjar.spark.registry.Registry;
import io.nightjar.spark.run.RecordJson;
import io.nightjar.spark.train.HadoopModelFiles;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Row;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every config of {@code conf/} on the table that it is for, against published results. */
class RealDataTest {
  /** Every column that the models of houses read. */
  private static final String KEPT =
      "score.keep=[longitude,latitude,housing_median_age,total_rooms,total_bedrooms,population,households,median_income,ocean_proximity]";

  @TempDir Path temp;

  @Test
  void censusIncomeIsLearntAndTrainingTwiceGivesTheSameBytes() {
    Run first = train("adult", "registry");
    Run second = train("adult", "registry", "--run-id", "once-more");

    assertThat(first.code()).as(first.err()).isZero();
    JsonNode metrics = first.json().path("metrics").path("test");
    assertThat(metrics.path("auc").asDouble()).isGreaterThanOrEqualTo(0.900);
    assertThat(second.json().path("model_sha256").asText())
        .isEqualTo(first.json().path("model_sha256").asText())
        .matches("[0-9a-f]{64}");
    assertThat(second.json().path("metrics").path("test")).isEqualTo(metrics);
  }

  @Test
  void sixNumericColumnsReachTheReferenceOptimum() throws IOException {
    JsonNode reference =
        RecordJson.parse(Files.readString(TestData.path("reference.json")))
            .path("lr")
            .path("adult_numeric6");

    Run train = train("adult-numeric6", "registry");

    assertThat(train.code()).as(train.err()).isZero();
    assertThat(train.json().path("metrics").path("test").path("auc").asDouble())
        .isCloseTo(reference.path("test_auc").asDouble(), within(1e-6));
    JsonNode record =
        RecordJson.parse(
            Files.readString(
                Path.of(train.json().path("report").asText()).resolveSibling("run.json")));
    assertThat(Double.parseDouble(record.path("training").path("objective").asText()))
        .isCloseTo(reference.path("train_objective").asDouble(), within(1e-8));
    LinearModel model = (LinearModel) version("adult-numeric6@1").model();
    List<String> names = new ArrayList<>();
    reference.path("columns").forEach(name -> names.add(name.asText()));
    assertThat(model.designNames()).containsExactlyInAnyOrderElementsOf(names);
    assertThat(model.coefficients().intercept(0))
        .isCloseTo(reference.path("intercept").asDouble(), Percentage.withPercentage(0.01));
    for (int i = 0; i < names.size(); i++) {
      assertThat(model.coefficients().get(0, model.designNames().indexOf(names.get(i))))
          .as(names.get(i))
          .isCloseTo(
              reference.path("coefficients").path(i).asDouble(), Percentage.withPercentage(0.01));
    }
  }

  @Test
  void theSameCensusAsParquetIsLearntAsWell() {
    Path folder = temp.resolve("parquet");
    parquet("adult/adult.data", folder.resolve("adult-train.parquet"));
    parquet("adult/adult.test", folder.resolve("adult-test.parquet"));

    Run train = train("adult-parquet", "registry", "--set", "vars.parquet=" + folder);

    assertThat(train.code()).as(train.err()).isZero();
    assertThat(train.json().path("metrics").path("test").path("auc").asDouble())
        .isGreaterThanOrEqualTo(0.900);
  }

  @Test
  void aForestOfSparkItselfPassesItsGates() {
    Run train = train("adult-forest", "registry");

    assertThat(train.code()).as(train.err()).isZero();
    assertThat(train.json().path("metrics").path("test").path("auc").asDouble())
        .isGreaterThanOrEqualTo(0.89);
  }

  @Test
  void weighedUpPositivesAreCalibratedAndAThresholdIsChosenWhateverThePartitions() {
    Run first = train("adult-calibrated", "registry");
    Run second =
        train("adult-calibrated", "registry", "--run-id", "again", "--set", "compute.partitions=3");

    assertThat(first.code()).as(first.err()).isZero();
    JsonNode calibration = first.json().path("calibration");
    for (String metric : List.of("ece", "brier", "log_loss")) {
      assertThat(calibration.path("after").path("test").path(metric).asDouble())
          .isEqualTo(first.json().path("metrics").path("test").path(metric).asDouble())
          .isLessThan(calibration.path("before").path("test").path(metric).asDouble());
    }
    JsonNode threshold = first.json().path("threshold");
    // Of calibrated probabilities it lies near 1 / (1 + 5).
    assertThat(threshold.path("threshold").asDouble()).isBetween(0.10, 0.25);
    assertThat(threshold.path("expected_cost").asDouble()).isBetween(0.2, 0.4);
    assertThat(second.json().path("calibration")).isEqualTo(calibration);
    assertThat(second.json().path("threshold")).isEqualTo(threshold);
    Model model = version("adult-calibrated@1").model();
    assertThat(model.calibration()).isInstanceOf(Isotonic.class);
    assertThat(model.threshold()).isEqualTo(threshold.path("threshold").asDouble());
    assertThat(version("adult-calibrated@2").model().calibration()).isEqualTo(model.calibration());
  }

  @Test
  void bikeRentalsAreLearntFromThePastForTheNewestDays() {
    Run train = train("bike-sharing", "registry");

    assertThat(train.code()).as(train.err()).isZero();
    assertThat(train.json().path("metrics").path("test").path("r2").asDouble()).isGreaterThan(0.5);
  }

  @Test
  void bikeCountsAreLearntAsFactorsOfTheirMean() {
    Run train = train("bike-poisson", "registry");

    assertThat(train.code()).as(train.err()).isZero();
    JsonNode test = train.json().path("metrics").path("test");
    assertThat(test.path("poisson_deviance").asDouble()).isLessThan(100);
    assertThat(test.path("r2").asDouble()).isGreaterThan(0.5);
  }

  @Test
  void boostedTreesRankTheCensusBetterAndAreTheSameFromAnyPartitions() {
    Run first = train("adult-gbt", "registry");
    Run second =
        train("adult-gbt", "registry", "--run-id", "again", "--set", "compute.partitions=3");

    assertThat(first.code()).as(first.err()).isZero();
    JsonNode metrics = first.json().path("metrics").path("test");
    assertThat(metrics.path("auc").asDouble()).isGreaterThanOrEqualTo(0.927);
    assertThat(second.json().path("metrics").path("test")).isEqualTo(metrics);
    assertThat(version("adult-gbt@2").manifest().files().get(ModelDirectory.TENSORS))
        .isEqualTo(version("adult-gbt@1").manifest().files().get(ModelDirectory.TENSORS));
  }

  /**
   * Fewer trials and trees than the config has, for time; what is left of the search is its own.
   */
  @Test
  void aSearchOnTheCensusDropsTheWorseAndRegistersTheBest() {
    Run tune =
        run(
            "tune",
            "adult-tune",
            "registry",
            List.of("tune.trials=3", "tune.folds.count=2", "model.trees=30", "gates.auc.min=0.91"),
            List.of());

    assertThat(tune.json().path("tune").path("folds").path("judged_rows")).hasSize(2);
    assertThat(tune.json().path("tune").path("trials").get(0).path("status").asText())
        .isEqualTo("best");
    assertThat(tune.json().path("tune").path("trials").get(2).path("status").asText())
        .isEqualTo("dropped");
    assertThat(tune.json().path("metrics").path("test").path("auc").asDouble())
        .isGreaterThan(0.915);
  }

  @Test
  void aNetworkLearnsTheCensusAndIsTheSameFromAnyPartitions() {
    Run first = train("adult-mlp", "registry");
    Run second =
        train("adult-mlp", "registry", "--run-id", "again", "--set", "compute.partitions=3");

    assertThat(first.code()).as(first.err()).isZero();
    JsonNode metrics = first.json().path("metrics").path("test");
    assertThat(metrics.path("auc").asDouble()).isGreaterThanOrEqualTo(0.905);
    assertThat(second.json().path("metrics").path("test")).isEqualTo(metrics);
    assertThat(version("adult-mlp@2").manifest().files().get(ModelDirectory.TENSORS))
        .isEqualTo(version("adult-mlp@1").manifest().files().get(ModelDirectory.TENSORS));
  }

  @Test
  void boostedTreesFindTheRushHours() {
    Run train = train("bike-gbt", "registry");

    assertThat(train.code()).as(train.err()).isZero();
    assertThat(train.json().path("metrics").path("test").path("r2").asDouble()).isGreaterThan(0.85);
  }

  @Test
  void housesFallIntoClustersWithoutALabelAndScoreAsTheyDoWithoutSpark() {
    Run first = train("housing-kmeans", "registry");
    Run second =
        train("housing-kmeans", "registry", "--run-id", "again", "--set", "compute.partitions=3");

    assertThat(first.code()).as(first.err()).isZero();
    JsonNode metrics = first.json().path("metrics").path("test");
    assertThat(metrics.path("silhouette").asDouble()).isBetween(0.2, 1.0);
    assertThat(second.json().path("metrics").path("test").path("inertia").asDouble())
        .isCloseTo(metrics.path("inertia").asDouble(), Percentage.withPercentage(1e-4));
    ClusterModel model = (ClusterModel) version("housing-kmeans@1").model();
    assertThat(((ClusterModel) version("housing-kmeans@2").model()).centres().weights())
        .isEqualTo(model.centres().weights());

    Run score = run("score", "housing-kmeans", "--set", KEPT);
    assertThat(score.code()).as(score.err()).isZero();
    List<Row> scores = scores(score);
    Scorer scorer = Scorer.of(model, Kernels.of(BackendPreference.SCALAR));
    assertThat(scores).hasSize(20_640);
    for (int i = 0; i < scores.size(); i += 97) {
      Score alone = scorer.score(values(scores.get(i)));
      assertThat((double) scores.get(i).<Integer>getAs("prediction")).isEqualTo(alone.prediction());
      assertThat(scores.get(i).<Double>getAs("distance")).isEqualTo(alone.outputs().get(0));
    }
    assertThat(run("evaluate", "housing-kmeans").code()).isZero();
    Run monitor = run("monitor", "housing-kmeans");
    assertThat(monitor.code()).as(monitor.err()).isZero();
    assertThat(monitor.json().path("drift").toString()).contains("\"prediction\"");
    assertThat(run("check", "housing-kmeans").code()).isZero();
  }

  @Test
  void housesDifferByAFewComponents() {
    Run train = train("housing-pca", "registry");

    assertThat(train.code()).as(train.err()).isZero();
    JsonNode metrics = train.json().path("metrics").path("test");
    assertThat(metrics.path("explained_variance").asDouble()).isBetween(0.8, 1.0);
    ProjectionModel model = (ProjectionModel) version("housing-pca@1").model();
    assertThat(model.components().count()).isEqualTo(6);

    Run score = run("score", "housing-pca", "--set", KEPT);
    assertThat(score.code()).as(score.err()).isZero();
    List<Row> scores = scores(score);
    Scorer scorer = Scorer.of(model, Kernels.of(BackendPreference.SCALAR));
    assertThat(scores).hasSize(20_640);
    for (int i = 0; i < scores.size(); i += 97) {
      Score alone = scorer.score(values(scores.get(i)));
      assertThat(scores.get(i).<Double>getAs("prediction")).isEqualTo(alone.prediction());
      for (int c = 0; c < 6; c++) {
        assertThat(scores.get(i).<Double>getAs("pc" + (c + 1))).isEqualTo(alone.outputs().get(c));
      }
    }
  }

  /** Trained on normal connections alone, it scores a later week's, of which most attack. */
  @Test
  void attacksOnANetworkStandOutAndScoreAsTheyDoWithoutSpark() throws IOException {
    String source = "data.source=" + everyTenth("kddcup99/kddcup.data_10_percent.gz");
    Run train = train("kddcup-isolation-forest", "registry", "--set", source);

    assertThat(train.code()).as(train.err()).isZero();
    JsonNode metrics = train.json().path("metrics").path("test");
    assertThat(metrics.path("anomaly_share").asDouble()).isBetween(0.003, 0.02);
    TreeModel model = (TreeModel) version("kddcup-normal@1").model();

    String kept = "score.keep=[attack," + String.join(",", model.signature().names()) + "]";
    String later = "score.source=" + everyTenth("kddcup99/corrected.gz");
    Run score = run("score", "kddcup-isolation-forest", "--set", kept, "--set", later);
    assertThat(score.code()).as(score.err()).isZero();
    List<Row> scores = scores(score);
    assertThat(scores).hasSize(31_102);
    assertThat(aucOfAttacks(scores)).isGreaterThan(0.95);
    Scorer scorer = Scorer.of(model, Kernels.of(BackendPreference.SCALAR));
    for (int i = 0; i < scores.size(); i += 97) {
      Score alone = scorer.score(values(scores.get(i)));
      assertThat(scores.get(i).<Double>getAs("prediction")).isEqualTo(alone.prediction());
      assertThat((double) scores.get(i).<Integer>getAs("anomaly"))
          .isEqualTo(alone.outputs().get(0))
          .isEqualTo(alone.prediction() > model.threshold() ? 1 : 0);
    }
  }

  /** Every tenth line of a file that is packed, in a file that is not. */
  private Path everyTenth(String packed) throws IOException {
    Path target = temp.resolve(packed.replace('/', '-') + ".csv");
    try (BufferedReader lines =
            new BufferedReader(
                new InputStreamReader(
                    new GZIPInputStream(Files.newInputStream(TestData.path(packed))), UTF_8));
        BufferedWriter written = Files.newBufferedWriter(target)) {
      long at = 0;
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (++at % 10 == 0) {
          written.write(line + "\n");
        }
      }
    }
    return target;
  }

  /** The area under the curve by the ranks of attacks among all rows, ties at their middle. */
  private static double aucOfAttacks(List<Row> scores) {
    TreeMap<Double, long[]> counts = new TreeMap<>();
    for (Row row : scores) {
      int attack = row.<String>getAs("attack").equals("normal.") ? 0 : 1;
      counts.computeIfAbsent(row.<Double>getAs("prediction"), s -> new long[2])[attack]++;
    }
    double below = 0;
    double attacks = 0;
    double pairs = 0;
    for (long[] count : counts.values()) {
      pairs += count[1] * (below + count[0] / 2.0);
      below += count[0];
      attacks += count[1];
    }
    return pairs / (attacks * below);
  }

  private static Map<String, Object> values(Row row) {
    Map<String, Object> values = new HashMap<>();
    for (String name : row.schema().fieldNames()) {
      values.put(name, row.getAs(name));
    }
    return values;
  }

  /** Published scores. */
  private static List<Row> scores(Run score) {
    return SparkFixture.session()
        .read()
        .parquet(score.json().path("published").asText())
        .collectAsList();
  }

  private Run run(String verb, String name, String... more) {
    return run(verb, name, "registry", List.of(), List.of(more));
  }

  private Run train(String name, String registry, String... more) {
    return run("train", name, registry, List.of(), List.of(more));
  }

  private Run run(
      String verb, String name, String registry, List<String> overrides, List<String> more) {
    Path data = TestData.path("adult/adult.data").getParent().getParent();
    Path conf =
        Path.of(System.getProperty("nightjar.root", "..")).resolve("conf/" + name + ".conf");
    List<String> args = new ArrayList<>();
    args.addAll(List.of(verb, conf.toString(), "--json", "--quiet"));
    args.addAll(List.of("--set", "vars.data=" + data));
    args.addAll(List.of("--set", "registry=" + temp.resolve(registry)));
    args.addAll(List.of("--set", "runs=" + temp.resolve("runs")));
    args.addAll(List.of("--set", "score.output=" + temp.resolve("scores")));
    args.addAll(List.of("--set", "score.quarantine=" + temp.resolve("quarantine")));
    overrides.forEach(override -> args.addAll(List.of("--set", override)));
    args.addAll(more);
    return Run.of(args.toArray(String[]::new));
  }

  private LoadedModel version(String reference) {
    Registry registry = Registry.open(temp.resolve("registry").toString(), new Configuration());
    String directory = registry.resolve(reference).directory().toString();
    return ModelDirectory.read(HadoopModelFiles.of(directory, new Configuration()));
  }

  /** As a person would convert it: names, blanks trimmed, {@code ?} missing, no dot at the end. */
  private static void parquet(String source, Path target) {
    SparkFixture.session()
        .read()
        .option("ignoreLeadingWhiteSpace", true)
        .option("ignoreTrailingWhiteSpace", true)
        .option("nullValue", "?")
        .option("comment", "|")
        .option("inferSchema", true)
        .csv(TestData.path(source).toString())
        .toDF(
            "age",
            "workclass",
            "fnlwgt",
            "education",
            "education-num",
            "marital-status",
            "occupation",
            "relationship",
            "race",
            "sex",
            "capital-gain",
            "capital-loss",
            "hours-per-week",
            "native-country",
            "income")
        .selectExpr("* except (income)", "rtrim('.', income) as income")
        .write()
        .parquet(target.toString());
  }
}
