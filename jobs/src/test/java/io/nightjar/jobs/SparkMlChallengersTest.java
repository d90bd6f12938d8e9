package io.nightjar.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.nightjar.jobs.bench.Job;
import io.nightjar.jobs.bench.Run;
import io.nightjar.spark.SparkFixture;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Spark ML models and our own beside each other, either as the champion. */
class SparkMlChallengersTest {
  private static final String FOREST =
      "{ type = mllib, class = org.apache.spark.ml.classification.RandomForestClassifier, params {"
          + " numTrees = 5, seed = 3 } }";
  private static final String KEEP_BOTH = "score.columns=[prediction, probability]";

  @TempDir Path temp;
  private Job job;

  /** Version 1 is a logistic regression, 2 a forest of Spark ML, 3 boosted trees. */
  @BeforeEach
  void train() {
    job = Job.trained(temp.resolve("job"));
    train("forest", FOREST);
    train("trees", "{ type = gbt, trees = 5 }");
  }

  private void train(String runId, String model) {
    Run run =
        job.run(
            "train",
            Job.FIRST,
            "--run-id",
            runId,
            "--set",
            "model=null",
            "--set",
            "model=" + model,
            "--set",
            "gates.auc.max-drop-vs-champion=1",
            "--set",
            "promote=manual");
    assertThat(run.code()).as("%s%s", run.out(), run.err()).isZero();
  }

  /** What a version says alone of each row: its label and probability. */
  private Map<String, List<Object>> alone(int version) {
    Run run = score(version, KEEP_BOTH);
    assertThat(run.code()).as("%s%s", run.out(), run.err()).isZero();
    return scores("prediction", "probability");
  }

  private Run score(int version, String... settings) {
    List<String> more = new ArrayList<>(List.of("--model", "churn@" + version, "--force"));
    more.addAll(List.of("--json", "--run-id", "score-" + version));
    for (String setting : settings) {
      more.addAll(List.of("--set", setting));
    }
    return job.run("score", Job.USUAL, more.toArray(String[]::new));
  }

  private Map<String, List<Object>> scores(String... columns) {
    Map<String, List<Object>> byId = new TreeMap<>();
    for (Row row :
        SparkFixture.session()
            .read()
            .parquet(job.at("scores/run-date=" + Job.USUAL).toString())
            .collectAsList()) {
      List<Object> values = new ArrayList<>();
      for (String column : columns) {
        values.add(row.getAs(column));
      }
      byId.put(row.getAs("id").toString(), values);
    }
    return byId;
  }

  @Test
  void eachModelScoresAsItDoesAloneWhicheverIsTheChampion() {
    List<Map<String, List<Object>>> alone = List.of(alone(1), alone(2), alone(3));
    assertThat(alone.get(0)).hasSizeGreaterThan(500);

    for (int champion = 1; champion <= 2; champion++) {
      int one = champion % 3 + 1;
      int two = one % 3 + 1;
      Run run = score(champion, KEEP_BOTH, "score.challengers=[%d, %d]".formatted(one, two));

      assertThat(run.code()).as("%s%s", run.out(), run.err()).isZero();
      assertThat(scores("prediction", "probability")).isEqualTo(alone.get(champion - 1));
      for (int version : new int[] {one, two}) {
        assertThat(scores("v" + version + "_prediction", "v" + version + "_probability"))
            .as("version %d beside %d", version, champion)
            .isEqualTo(alone.get(version - 1));
      }
      JsonNode agreements = run.json().path("challengers");
      assertThat(agreements).hasSize(2);
      assertThat(agreements.get(0).path("challenger").asText()).isEqualTo("churn@" + one);
      assertThat(agreements.get(1).path("rows").asLong()).isEqualTo(alone.get(0).size());
      assertThat(agreements.get(0).path("changed_share").asDouble())
          .isEqualTo(changed(alone.get(champion - 1), alone.get(one - 1)));
      assertThat(agreements.get(0).path("spearman").asDouble()).isBetween(0.1, 1.0);
      assertThat(run.json().path("written").asText())
          .isEqualTo("row by row: a Spark ML model scores, or scores beside the champion");
    }
  }

  private static double changed(Map<String, List<Object>> before, Map<String, List<Object>> after) {
    long changed =
        before.keySet().stream()
            .filter(id -> !before.get(id).get(0).equals(after.get(id).get(0)))
            .count();
    return (double) changed / before.size();
  }

  @Test
  void reasonsAreTheChampionsAndMarginsAreRefused() {
    Run reasons = score(1, "score.challengers=[2]", "score.explain-top=1");
    assertThat(reasons.code()).as("%s%s", reasons.out(), reasons.err()).isZero();
    assertThat(scores("reason_1_feature").values()).noneMatch(row -> row.get(0) == null);

    Run margins = score(1, "score.challengers=[2]", "score.columns=[prediction, margin]");
    assertThat(margins.code()).isEqualTo(2);
    assertThat(margins.problems().get(0))
        .endsWith(
            "has margin, which a Spark ML model has none of, and one is among the champion and its"
                + " challengers; drop it.");
  }
}
