package io.nightjar.jobs;

import static io.nightjar.jobs.bench.Job.FIRST;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.nightjar.config.JobConfig;
import io.nightjar.jobs.bench.Job;
import io.nightjar.jobs.bench.Run;
import io.nightjar.kernels.backend.BackendPreference;
import io.nightjar.metrics.Metric;
import io.nightjar.spark.SparkFixture;
import io.nightjar.spark.data.Folds;
import io.nightjar.spark.data.Snapshot;
import io.nightjar.spark.data.Split;
import io.nightjar.spark.data.Splits;
import io.nightjar.spark.data.Table;
import io.nightjar.spark.data.contract.LabelCheck;
import io.nightjar.spark.data.contract.LabelFacts;
import io.nightjar.spark.data.read.Tables;
import io.nightjar.spark.recipe.version.PartEvaluation;
import io.nightjar.spark.run.RecordJson;
import io.nightjar.spark.score.KernelTableScorer;
import io.nightjar.spark.train.Targets;
import io.nightjar.spark.train.TrainRequest;
import io.nightjar.spark.train.TrainedModel;
import io.nightjar.spark.train.Trainer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The verb {@code tune} on a made table, against the trainer run by hand on the same folds. */
class TuneTest {
  private static final String GBT = "model={ type = gbt, trees = 9, depth = 3 }";
  private static final List<String> NUMBERS =
      List.of(
          "--set",
          "data.label=age",
          "--set",
          "data.positive=null",
          "--set",
          "gates=null",
          "--set",
          "promote=manual",
          "--set",
          "monitor=null");

  @TempDir Path temp;

  private static Run tune(Job job, String model, String tune, String... more) {
    List<String> options =
        new ArrayList<>(
            List.of("--json", "--quiet", "--set", "model=null", "--set", model, "--set", tune));
    options.addAll(List.of(more));
    return job.run("tune", FIRST, options.toArray(String[]::new));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "classes | logistic | lambda = 0.01 | log-loss | model.lambda = [0.001, 10]",
        "classes | gbt | trees = 5 | auc | model.depth = [1, 3]",
        "classes | forest | trees = 3, depth = 3 | log-loss | model.min-child-weight = [1, 60]",
        "numbers | linear | lambda = 0.01 | rmse | model.lambda = [0.001, 10]",
        "numbers | poisson | lambda = 0.01 | poisson-deviance | model.lambda = [0.001, 10]",
      })
  void aGridIsWhatTheTrainerGivesByHand(
      String label, String type, String settings, String metric, String range) {
    Job job = Job.in(temp);
    String model = "model={ type = " + type + ", " + settings + " }";
    String search =
        "tune={ method = grid, metric = "
            + metric
            + ", folds.count = 3, parallelism = 2, ranges { "
            + range
            + " } }";
    String[] more = label.equals("numbers") ? NUMBERS.toArray(String[]::new) : new String[0];

    Run run = tune(job, model, search, more);

    assertThat(run.code()).as(run.err()).isZero();
    JsonNode tuned = run.json().path("tune");
    assertThat(tuned.path("trials")).hasSize(2);
    for (JsonNode trial : tuned.path("trials")) {
      String set = onlyValue(trial);
      List<String> changed = new ArrayList<>(List.of("model=null", model, search));
      List.of(more).stream().filter(option -> !option.equals("--set")).forEach(changed::add);
      changed.add(set);
      List<Double> byHand = byHand(job, changed, Metric.named(metric).orElseThrow());
      assertThat(numbers(trial.path("rungs").get(0).path("folds"))).isEqualTo(byHand);
      assertThat(trial.path("mean").asDouble())
          .isEqualTo((byHand.get(0) + byHand.get(1) + byHand.get(2)) / 3);
    }
    JsonNode first = tuned.path("trials").get(0);
    JsonNode second = tuned.path("trials").get(1);
    boolean higher = Metric.named(metric).orElseThrow().higherIsBetter();
    assertThat(first.path("mean").asDouble() > second.path("mean").asDouble()).isEqualTo(higher);
    assertThat(first.path("status").asText()).isEqualTo("best");
    assertThat(second.path("status").asText()).isEqualTo("compared");
    assertThat(tuned.path("best")).isEqualTo(first.path("trial"));
  }

  /** The one value of a trial, as {@code --set} takes it. */
  private static String onlyValue(JsonNode trial) {
    Map.Entry<String, JsonNode> value = trial.path("values").properties().iterator().next();
    return value.getKey() + "=" + value.getValue().asText();
  }

  /** Each fold's metric from the trainer alone, without anything shared. */
  private List<Double> byHand(Job job, List<String> overrides, Metric metric) {
    SparkSession spark = SparkFixture.session();
    JobConfig config = JobConfig.load(Path.of(job.conf()), overrides, Map.of());
    Table table = Tables.training(spark, config.data(), LocalDate.parse(FIRST));
    LabelFacts labels = LabelCheck.require(table, config.data(), Targets.kind(config.model()));
    Split split = Splits.of(table, Optional.empty(), config.data(), config.split());
    List<Double> values = new ArrayList<>();
    for (Split fold : Folds.of(split.train(), config.requireTune().folds(), 42)) {
      TrainedModel trained =
          Trainer.train(
              spark,
              new TrainRequest(
                  config,
                  fold,
                  labels,
                  Snapshot.of(table),
                  temp.resolve("hand").toString(),
                  "test"));
      KernelTableScorer scorer =
          new KernelTableScorer(spark, trained.model(), BackendPreference.SCALAR, 100);
      values.add(
          new PartEvaluation(trained.model(), scorer, Optional.empty(), 2)
              .of(fold.validation())
              .metric(metric)
              .value());
    }
    return values;
  }

  private static List<Double> numbers(JsonNode array) {
    List<Double> numbers = new ArrayList<>();
    array.forEach(number -> numbers.add(number.asDouble()));
    return numbers;
  }

  @Test
  void theBestIsRegisteredAsTrainWouldRegisterIt() {
    Job job = Job.in(temp);
    String search =
        "tune={ metric = log-loss, trials = 3, folds.count = 2, ranges { model.learning-rate { min ="
            + " 0.05, max = 1, scale = log } } }";

    Run tuned = tune(job, GBT, search, "--set", "calibration.method=platt");

    assertThat(tuned.code()).as(tuned.err()).isZero();
    JsonNode result = tuned.json();
    String best = onlyValue(result.path("tune").path("trials").get(0));
    Run trained =
        job.run(
            "train",
            FIRST,
            "--json",
            "--quiet",
            "--set",
            "model=null",
            "--set",
            GBT,
            "--set",
            search,
            "--set",
            "calibration.method=platt",
            "--set",
            best);
    assertThat(trained.code()).as(trained.err()).isZero();
    assertThat(result.path("model_sha256")).isEqualTo(trained.json().path("model_sha256"));
    assertThat(result.path("metrics").path("test"))
        .isEqualTo(trained.json().path("metrics").path("test"));
    assertThat(result.path("calibration")).isEqualTo(trained.json().path("calibration"));
    assertThat(result.path("gates").size()).isEqualTo(2);
    assertThat(result.path("alias").asText()).isEqualTo("champion");
    assertThat(job.files("runs/" + result.path("run_id").asText()))
        .containsExactlyInAnyOrder("report.html", "run.json");
  }

  @Test
  void theRecordIsTheSameHoweverManyFitsRunAtOnce() throws IOException {
    Job job = Job.in(temp);
    String search =
        "tune={ method = successive-halving, metric = auc, trials = 6, seed = 5, parallelism = %d,"
            + " folds.count = 2, halving { factor = 2, least-share = 0.5 }, ranges {"
            + " model.learning-rate { min = 0.05, max = 1, scale = log }, model.depth = [1, 2, 4],"
            + " model.max-bins = [16, 255] } }";

    JsonNode one = tune(job, GBT, search.formatted(1)).json();
    JsonNode four = tune(job, GBT, search.formatted(4), "--run-id", "four").json();

    assertThat(untimed(four.path("tune"))).isEqualTo(untimed(one.path("tune")));
    assertThat(four.path("metrics").path("test")).isEqualTo(one.path("metrics").path("test"));
    List<String> outcomes = new ArrayList<>();
    one.path("tune").path("trials").forEach(t -> outcomes.add(t.path("status").asText()));
    assertThat(outcomes)
        .containsExactly("best", "compared", "compared", "dropped", "dropped", "dropped");
    assertThat(one.path("tune").path("trials").get(3).path("why").asText())
        .isEqualTo("4 of 6 with 1/2 of the trees, of which 3 go on");
    assertThat(one.path("tune").path("trials").get(0).path("rungs")).hasSize(2);
    String report = Files.readString(Path.of(one.path("report").asText()));
    assertThat(report).contains("Trials are compared by the mean of auc over the folds");
    assertThat(
            RecordJson.parse(Files.readString(job.at("runs/four/run.json")))
                .path("trials_placement"))
        .isNotEmpty();
  }

  private static JsonNode untimed(JsonNode tune) {
    ObjectNode copy = tune.deepCopy();
    copy.remove("parallelism");
    for (JsonNode trial : copy.path("trials")) {
      ((ObjectNode) trial).remove("ms");
      trial.path("rungs").forEach(rung -> ((ObjectNode) rung).remove("ms"));
    }
    return copy;
  }

  @Test
  void anEstimatorOfSparkIsTunedByItsParamsOnSharesOfTheRows() {
    String model =
        "model={ type = mllib, class = org.apache.spark.ml.classification.LogisticRegression, params"
            + " { maxIter = 5 } }";
    String search =
        "tune={ method = successive-halving, metric = log-loss, trials = 2, folds.count = 2, halving"
            + " { factor = 2, least-share = 0.5 }, ranges { model.params.regParam = [0, 5] } }";

    Run run = tune(Job.in(temp), model, search);

    assertThat(run.code()).as(run.err()).isZero();
    JsonNode trials = run.json().path("tune").path("trials");
    assertThat(trials.get(0).path("values").path("model.params.regParam").asText()).isEqualTo("0");
    assertThat(trials.get(0).path("rungs").get(0).path("budget").asText())
        .isEqualTo("1/2 of the rows");
    assertThat(trials.get(1).path("status").asText()).isEqualTo("dropped");
  }

  @Test
  void aTrialThatFailsIsRecordedAndTheOthersGoOn() {
    Job job = Job.in(temp);
    String search =
        "tune={ method = grid, metric = rmse, folds.count = 2, ranges { model.objective = [squared,"
            + " huber], model.huber-delta = [1, 5] } }";

    Run run = tune(job, GBT, search, NUMBERS.toArray(String[]::new));

    assertThat(run.code()).as(run.err()).isZero();
    JsonNode trials = run.json().path("tune").path("trials");
    assertThat(trials.get(0).path("values").path("model.objective").asText()).isEqualTo("huber");
    assertThat(trials.get(2).path("status").asText()).isEqualTo("failed");
    assertThat(trials.get(2).path("why").asText())
        .isEqualTo(
            "fold 1: --set model.huber-delta: model.huber-delta does not apply to model.objective ="
                + " squared; remove it, or set objective = huber.");
    assertThat(trials.get(2).has("mean")).isFalse();
    assertThat(trials.get(2).path("rungs").get(0).path("folds").get(0).isNull()).isTrue();
  }

  @Test
  void aSearchInWhichAllFailSaysWhy() {
    Job job = Job.in(temp);
    String search =
        "tune={ metric = log-loss, folds.count = 2, ranges { model.monotone.agee = [increasing] } }";

    Run run = tune(job, GBT, search);

    assertThat(run.code()).isEqualTo(2);
    assertThat(run.json().path("problems").get(0).path("message").asText())
        .isEqualTo(
            "none of 1 trials came through; trial 1 (monotone.agee=increasing): fold 1: model.monotone:"
                + " column agee is not a feature; the nearest feature is age; mend the name or drop it");
    assertThat(run.json().path("tune").path("trials").get(0).path("status").asText())
        .isEqualTo("failed");
    assertThat(job.files("registry/versions")).isEmpty();
  }

  @Test
  void theTerminalShowsATableOfTheTrials() {
    Job job = Job.in(temp);
    String search =
        "tune={ metric = log-loss, folds.count = 2, ranges { model.lambda = [0.001, 10] } }";

    Run run = job.run("tune", FIRST, "--set", search);

    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.out())
        .contains("  tuned       random, 2 trials, 2 folds by hash of id, seed 42")
        .containsPattern("    trial +log_loss +sd +seconds  values")
        .containsPattern("    1 best +0\\.[0-9]+ +0\\.[0-9]+ +[0-9.]+  lambda=0.001");
    assertThat(run.err())
        .containsPattern("trial 2 \\(all rows\\): log_loss 0\\.[0-9]+ sd .*, lambda=10");
  }

  @Test
  void aJobWithoutASearchIsRefused() {
    Run run = Job.in(temp).run("tune", FIRST);

    assertThat(run.code()).isEqualTo(2);
    assertThat(run.problems())
        .containsExactly(
            temp.resolve("job.conf")
                + ": tune is missing; give it at least tune { metric = …, ranges { … } }.");
  }

  @Test
  void aMetricOfAnotherTaskIsRefusedBeforeAnythingIsFitted() {
    Run run = tune(Job.in(temp), GBT, "tune={ metric = rmse, ranges { model.depth = [1, 2] } }");

    assertThat(run.code()).isEqualTo(2);
    assertThat(run.json().path("problems").get(0).path("message").asText())
        .startsWith(
            "tune.metric asks for rmse, but the label left makes this a binary task; it has auc,");
  }
}
