package io.nightjar.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.nightjar.jobs.bench.Run;
import io.nightjar.model.LinearModel;
import io.nightjar.model.Model;
import io.nightjar.model.calibration.Isotonic;
import io.nightjar.model.files.ModelDirectory;
import io.nightjar.spark.SparkFixture;
import io.nightjar.spark.data.TestData;
import io.nightjar.spark.run.RecordJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every config of {@code conf/} on the table that it is for, against published results. */
class RealDataTest {
  @TempDir Path temp;
  private RealData data;

  @BeforeEach
  void open() {
    data = new RealData(temp);
  }

  @Test
  void censusIncomeIsLearntAndTrainingTwiceGivesTheSameBytes() {
    Run first = data.train("adult");
    Run second = data.train("adult", "--run-id", "once-more");

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

    Run train = data.train("adult-numeric6");

    assertThat(train.code()).as(train.err()).isZero();
    assertThat(train.json().path("metrics").path("test").path("auc").asDouble())
        .isCloseTo(reference.path("test_auc").asDouble(), within(1e-6));
    JsonNode record =
        RecordJson.parse(
            Files.readString(
                Path.of(train.json().path("report").asText()).resolveSibling("run.json")));
    assertThat(Double.parseDouble(record.path("training").path("objective").asText()))
        .isCloseTo(reference.path("train_objective").asDouble(), within(1e-8));
    LinearModel model = (LinearModel) data.version("adult-numeric6@1").model();
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

    Run train = data.train("adult-parquet", "--set", "vars.parquet=" + folder);

    assertThat(train.code()).as(train.err()).isZero();
    assertThat(train.json().path("metrics").path("test").path("auc").asDouble())
        .isGreaterThanOrEqualTo(0.900);
  }

  @Test
  void aForestOfSparkItselfPassesItsGates() {
    Run train = data.train("adult-forest");

    assertThat(train.code()).as(train.err()).isZero();
    assertThat(train.json().path("metrics").path("test").path("auc").asDouble())
        .isGreaterThanOrEqualTo(0.89);
  }

  @Test
  void weighedUpPositivesAreCalibratedAndAThresholdIsChosenWhateverThePartitions() {
    Run first = data.train("adult-calibrated");
    Run second =
        data.train("adult-calibrated", "--run-id", "again", "--set", "compute.partitions=3");

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
    Model model = data.version("adult-calibrated@1").model();
    assertThat(model.calibration()).isInstanceOf(Isotonic.class);
    assertThat(model.threshold()).isEqualTo(threshold.path("threshold").asDouble());
    assertThat(data.version("adult-calibrated@2").model().calibration())
        .isEqualTo(model.calibration());
  }

  @Test
  void bikeRentalsAreLearntFromThePastForTheNewestDays() {
    Run train = data.train("bike-sharing");

    assertThat(train.code()).as(train.err()).isZero();
    assertThat(train.json().path("metrics").path("test").path("r2").asDouble()).isGreaterThan(0.5);
  }

  @Test
  void bikeCountsAreLearntAsFactorsOfTheirMean() {
    Run train = data.train("bike-poisson");

    assertThat(train.code()).as(train.err()).isZero();
    JsonNode test = train.json().path("metrics").path("test");
    assertThat(test.path("poisson_deviance").asDouble()).isLessThan(100);
    assertThat(test.path("r2").asDouble()).isGreaterThan(0.5);
  }

  @Test
  void boostedTreesRankTheCensusBetterAndAreTheSameFromAnyPartitions() {
    Run first = data.train("adult-gbt");
    Run second = data.train("adult-gbt", "--run-id", "again", "--set", "compute.partitions=3");

    assertThat(first.code()).as(first.err()).isZero();
    JsonNode metrics = first.json().path("metrics").path("test");
    assertThat(metrics.path("auc").asDouble()).isGreaterThanOrEqualTo(0.927);
    assertThat(second.json().path("metrics").path("test")).isEqualTo(metrics);
    assertThat(data.version("adult-gbt@2").manifest().files().get(ModelDirectory.TENSORS))
        .isEqualTo(data.version("adult-gbt@1").manifest().files().get(ModelDirectory.TENSORS));
  }

  /**
   * Fewer trials and trees than the config has, for time; what is left of the search is its own.
   */
  @Test
  void aSearchOnTheCensusDropsTheWorseAndRegistersTheBest() {
    Run tune =
        data.run(
            "tune",
            "adult-tune",
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
    Run first = data.train("adult-mlp");
    Run second = data.train("adult-mlp", "--run-id", "again", "--set", "compute.partitions=3");

    assertThat(first.code()).as(first.err()).isZero();
    JsonNode metrics = first.json().path("metrics").path("test");
    assertThat(metrics.path("auc").asDouble()).isGreaterThanOrEqualTo(0.905);
    assertThat(second.json().path("metrics").path("test")).isEqualTo(metrics);
    assertThat(data.version("adult-mlp@2").manifest().files().get(ModelDirectory.TENSORS))
        .isEqualTo(data.version("adult-mlp@1").manifest().files().get(ModelDirectory.TENSORS));
  }

  @Test
  void boostedTreesFindTheRushHours() {
    Run train = data.train("bike-gbt");

    assertThat(train.code()).as(train.err()).isZero();
    assertThat(train.json().path("metrics").path("test").path("r2").asDouble()).isGreaterThan(0.85);
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
