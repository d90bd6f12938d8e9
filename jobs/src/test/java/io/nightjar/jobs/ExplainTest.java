package io.nightjar.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.nightjar.jobs.bench.Job;
import io.nightjar.jobs.bench.MadeTable;
import io.nightjar.jobs.bench.Run;
import io.nightjar.spark.SparkFixture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Why a row got its prediction: in the scores, by the verb, and beside a challenger. */
class ExplainTest {
  @TempDir Path temp;
  private Job job;

  @BeforeEach
  void train() {
    job = Job.trained(temp.resolve("job"));
  }

  private void withModel(String model) throws IOException {
    Path conf = Path.of(job.conf());
    String text = Files.readString(conf);
    String usual = "{ type = logistic, lambda = 0.001 }";
    assertThat(text).contains(usual);
    Files.writeString(conf, text.replace(usual, model));
  }

  private Map<String, Row> scores() {
    Map<String, Row> byId = new HashMap<>();
    SparkFixture.session()
        .read()
        .parquet(job.at("scores/run-date=" + Job.USUAL).toString())
        .collectAsList()
        .forEach(row -> byId.put(row.getAs("id").toString(), row));
    return byId;
  }

  @Test
  void theVerbGivesTheReasonsThatStandInTheScores() {
    Run scored =
        job.run(
            "score",
            Job.USUAL,
            "--set",
            "score.explain-top=2",
            "--set",
            "score.columns=[prediction, probability, margin]");
    assertThat(scored.code()).as(scored.err()).isZero();
    Map<String, Row> scores = scores();
    List<String> ids = new ArrayList<>(scores.keySet()).subList(0, 2);

    Run explained =
        job.run(
            "explain", Job.USUAL, "--id", ids.get(0), "--id", ids.get(1), "--top", "2", "--json");
    assertThat(explained.code()).as(explained.err()).isZero();
    JsonNode rows = explained.json().path("explanations");
    assertThat(rows).hasSize(2);
    for (JsonNode row : rows) {
      Row score = scores.get(row.path("id").asText());
      assertThat(row.path("prediction").asText()).isEqualTo(score.getAs("prediction"));
      assertThat(row.path("probability").asDouble()).isEqualTo(score.<Double>getAs("probability"));
      assertThat(row.path("margin").asDouble()).isEqualTo(score.<Double>getAs("margin"));
      double sum = row.path("base").asDouble() + row.path("others").asDouble();
      for (int rank = 1; rank <= row.path("contributions").size(); rank++) {
        JsonNode one = row.path("contributions").get(rank - 1);
        assertThat(one.path("feature").asText())
            .isEqualTo(score.getAs("reason_" + rank + "_feature"));
        assertThat(one.path("contribution").asDouble())
            .isEqualTo(score.<Double>getAs("reason_" + rank + "_contribution"));
        sum += one.path("contribution").asDouble();
      }
      assertThat(sum).isCloseTo(row.path("margin").asDouble(), within(1e-9));
    }
    assertThat(Path.of(explained.json().path("report").asText()))
        .content()
        .contains("Row " + ids.get(0) + ": ")
        .contains("added to the margin");
    Run told = job.run("explain", Job.USUAL, "--id", ids.get(0));
    assertThat(told.out()).contains("row " + ids.get(0) + ": ").contains("base value", "margin");
  }

  @Test
  void saysWhichRowsCannotBeExplained() {
    assertProblem(
        job.run("explain", Job.USUAL),
        2,
        "explain: needs rows to explain; give --id or" + " --where, or ask for --permutation.");
    assertProblem(
        job.run("explain", Job.USUAL, "--id", "1", "--permutation"),
        2,
        "explain: has --permutation, which takes every row of its table; drop --id and --where.");
    assertProblem(
        job.run("explain", Job.USUAL, "--id", "1", "--metric", "auc"),
        2,
        "--metric: is for --permutation; add that, or drop it.");
    assertProblem(
        job.run("explain", Job.USUAL, "--id", "1", "--repeats", "5"),
        2,
        "--repeats: is for --permutation; add that, or drop it.");
    for (String option : List.of("--top", "--limit")) {
      assertProblem(
          job.run("explain", Job.USUAL, "--permutation", option, "10"),
          2,
          option
              + ": is for rows that are explained by --id or --where; drop it, or --permutation.");
    }
    assertProblem(
        job.run("explain", Job.USUAL, "--id", "1", "--top", "0"),
        2,
        "--top: is 0; must be 1..1000.");
    Run absent = job.run("explain", Job.USUAL, "--id", "nobody");
    assertThat(absent.code()).isEqualTo(3);
    assertThat(absent.problems().get(0))
        .endsWith("has no row with the id nobody; name others, or another --table.");
    Run wrong = job.run("explain", Job.USUAL, "--where", "agee > 3");
    assertThat(wrong.code()).isEqualTo(2);
    assertThat(wrong.problems().get(0)).startsWith("--where: \"agee > 3\" is no condition on ");
    assertProblem(
        job.run("explain", Job.USUAL, "--permutation", "--metric", "rmse"),
        2,
        "--metric: is \"rmse\"; must be one of [auc, auc_pr, log_loss, brier, ece, accuracy,"
            + " precision, recall, f1].");
  }

  private static void assertProblem(Run run, int code, String problem) {
    assertThat(run.code()).isEqualTo(code);
    assertThat(run.problems()).containsExactly(problem);
  }

  @Test
  void aColumnThatTheLabelHangsOnIsWorthMoreThanOneThatItDoesNot() {
    String[] args = {"--permutation", "--repeats", "3", "--json"};
    Run first = job.run("explain", Job.FIRST, args);
    assertThat(first.code()).as(first.err()).isZero();
    JsonNode importance = first.json().path("importance");
    Map<String, Double> means = new HashMap<>();
    importance
        .path("columns")
        .forEach(c -> means.put(c.path("feature").asText(), c.path("mean").asDouble()));
    assertThat(importance.path("metric").asText()).isEqualTo("auc");
    double best = means.values().stream().mapToDouble(m -> m).max().orElseThrow();
    assertThat(best).isGreaterThan(0.05);
    assertThat(importance.path("columns").get(0).path("mean").asDouble()).isEqualTo(best);
    assertThat(importance.path("columns").get(0).path("sd").asDouble()).isPositive();
    assertThat(means.values()).anyMatch(mean -> Math.abs(mean) < best / 3);
    assertThat(Path.of(first.json().path("report").asText()))
        .content()
        .contains("Permutation importance, 3 repeats");
    Run again =
        job.run(
            "explain",
            Job.FIRST,
            "--permutation",
            "--repeats",
            "3",
            "--json",
            "--set",
            "compute.partitions=5");
    assertThat(again.json().path("importance")).isEqualTo(importance);
  }

  @Test
  void aChallengerScoresBesideTheChampion() throws IOException {
    Run alone = job.run("score", Job.USUAL);
    assertThat(alone.code()).as(alone.err()).isZero();
    Map<String, Row> before = scores();
    withModel("{ type = gbt, trees = 20 }");
    Run trees =
        job.run(
            "train",
            Job.FIRST,
            "--set",
            "promote=manual",
            "--set",
            "gates.auc.max-drop-vs-champion=1");
    assertThat(trees.code()).as(trees.err()).isZero();

    Run beside =
        job.run(
            "score",
            Job.USUAL,
            "--run-id",
            "again",
            "--set",
            "score.challengers=[\"churn@2\"]",
            "--json");
    assertThat(beside.code()).as(beside.err()).isZero();
    Map<String, Row> after = scores();
    assertThat(after.keySet()).isEqualTo(before.keySet());
    before.forEach(
        (id, row) -> {
          assertThat(after.get(id).<Double>getAs("probability"))
              .isEqualTo(row.<Double>getAs("probability"));
          assertThat(after.get(id).<Double>getAs("v2_probability")).isBetween(0.0, 1.0);
          assertThat(after.get(id).<Integer>getAs("v2_model_version")).isEqualTo(2);
        });
    JsonNode challenger = beside.json().path("challengers").get(0);
    assertThat(challenger.path("challenger").asText()).isEqualTo("churn@2");
    assertThat(challenger.path("rows").asLong()).isEqualTo(after.size());
    assertThat(challenger.path("spearman").asDouble()).isBetween(0.3, 1.0);
    assertThat(Path.of(beside.json().path("report").asText()))
        .content()
        .contains("Challengers")
        .contains("rank correlation");

    Run twice = job.run("score", Job.USUAL, "--run-id", "twice", "--set", "score.challengers=[1]");
    assertThat(twice.code()).isEqualTo(2);
    assertThat(twice.problems().get(0))
        .endsWith("\"1\" is churn@1, as the version that scores is; name another version.");
  }

  @Test
  void sparksModelsHaveNoReasonsButAnImportance() throws IOException {
    withModel("{ type = mllib, class = org.apache.spark.ml.classification.LogisticRegression }");
    Run train = job.run("train", Job.FIRST, "--set", "gates.auc.max-drop-vs-champion=1");
    assertThat(train.code()).as(train.err()).isZero();
    Run score = job.run("score", Job.USUAL, "--set", "score.explain-top=1");
    assertThat(score.code()).isEqualTo(2);
    assertThat(score.problems().get(0))
        .contains("can't be kept: the model is a Spark ML model (org.apache.spark.ml")
        .contains("ask for its permutation importance: nightjar explain --permutation");
    Run margins = job.run("score", Job.USUAL, "--set", "score.columns=[prediction, margin]");
    assertThat(margins.code()).isEqualTo(2);
    assertThat(margins.problems().get(0)).contains("has margin, which a Spark ML model (");
    Run importance =
        job.run(
            "explain",
            Job.FIRST,
            "--permutation",
            "--repeats",
            "1",
            "--metric",
            "log-loss",
            "--json");
    assertThat(importance.code()).as(importance.err()).isZero();
    JsonNode first = importance.json().path("importance").path("columns").get(0);
    assertThat(first.path("mean").asDouble()).isPositive();
    assertThat(first.path("sd").path("insufficient").asText())
        .isEqualTo("one repeat has no spread");
  }

  @Test
  void nightlyPutsRowsThatBreakTheContractIntoTheQuarantine() throws IOException {
    MadeTable.usual(600, 2).write(job.night(Job.USUAL));
    List<String> lines = new ArrayList<>(Files.readAllLines(job.night(Job.USUAL)));
    Run strict = job.run("nightly", Job.USUAL, "--set", "data.contract.age.max=60");
    assertThat(strict.code()).isEqualTo(3);

    Run night =
        job.run(
            "nightly",
            Job.USUAL,
            "--set",
            "data.contract.age={min=0, max=60, nulls=0, action=quarantine}",
            "--set",
            "score.explain-top=1",
            "--run-id",
            "lenient",
            "--json");
    assertThat(night.code()).as(night.err()).isZero();
    JsonNode rows = night.json().path("rows");
    assertThat(rows.path("in").asLong()).isEqualTo(lines.size() - 1);
    assertThat(rows.path("scored").asLong() + rows.path("quarantined").asLong())
        .isEqualTo(lines.size() - 1);
    List<Row> quarantine =
        SparkFixture.session()
            .read()
            .parquet(job.at("quarantine/run-date=" + Job.USUAL).toString())
            .filter("column = 'age'")
            .collectAsList();
    assertThat(quarantine).isNotEmpty();
    for (Row row : quarantine) {
      assertThat(row.<String>getAs("reason"))
          .isEqualTo("age is " + row.getAs("value") + "; the contract asks for max = 60");
    }
  }
}
