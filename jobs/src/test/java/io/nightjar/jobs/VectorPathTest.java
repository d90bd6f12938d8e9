package io.nightjar.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.nightjar.jobs.bench.Job;
import io.nightjar.jobs.bench.Run;
import io.nightjar.spark.SparkFixture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.spark.ml.feature.HashingTF;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A job whose tables hold vectors of Spark ML: who leaves is told by words. */
class VectorPathTest {
  @TempDir Path temp;
  private Job job;

  @BeforeEach
  void writeNights() throws IOException {
    job = Job.in(temp.resolve("job"));
    night(Job.FIRST, 1);
    night(Job.USUAL, 2);
    Path conf = Path.of(job.conf());
    String text = Files.readString(conf).replace("{run-date}.csv", "{run-date}.parquet");
    int contract = text.indexOf("contract {");
    int end = text.indexOf('\n', contract);
    Files.writeString(
        conf,
        text.substring(0, contract) + text.substring(end) + "\nfeatures { columns = [words] }\n");
  }

  private void night(String date, int seed) {
    Dataset<Row> texts =
        SparkFixture.session()
            .range(0, 800, 1, 2)
            .selectExpr(
                "concat('r', id) as id",
                "transform(sequence(1, 9), k -> concat('w', pmod(xxhash64(id, k, "
                    + seed
                    + "), 60))) as texts")
            .selectExpr("*", "if(array_contains(texts, 'w7'), 'yes', 'no') as left");
    new HashingTF()
        .setInputCol("texts")
        .setOutputCol("words")
        .setNumFeatures(1 << 16)
        .transform(texts)
        .drop("texts")
        .write()
        .parquet(job.at("in/" + date + ".parquet").toString());
  }

  @Test
  void readsThemFromTheCheckToTheReasonsOfAScore() {
    assertDone(job.run("check", Job.FIRST));
    Run plan = job.run("plan", Job.FIRST);
    assertDone(plan);
    Run train = job.run("train", Job.FIRST, "--json");
    assertDone(train);
    assertDone(job.run("score", Job.USUAL, "--set", "score.explain-top=1"));
    assertThat(job.scores(Job.USUAL)).isEqualTo(800);
    assertDone(job.run("monitor", Job.USUAL));
    Run explained = job.run("explain", Job.USUAL, "--id", "r3", "--json");
    assertDone(explained);
    assertThat(explained.json().path("explanations").path(0).toString())
        .contains("\"feature\":\"words\",\"value\":\"vector of 65536 elements\"");
    assertDone(job.run("explain", Job.USUAL, "--permutation"));
    Run shown = job.registry("models", "show", "churn@1");
    assertDone(shown);
    assertThat(shown.out()).containsPattern("coefficient words\\[\\d+\\]");
    assertThat(
            job.registry(
                    "models",
                    "export",
                    "churn@1",
                    "--format",
                    "pmml",
                    "--output",
                    job.at("x.pmml").toString())
                .err())
        .contains("reads the vector words of 65536 elements");
  }

  @Test
  void aPathOfPenaltiesAndASearchGoOverThem() {
    Run path =
        job.run(
            "train",
            Job.FIRST,
            "--json",
            "--set",
            "model.lambda=null",
            "--set",
            "model.lambda-path.count=4",
            "--set",
            "model.alpha=1",
            "--set",
            "model.checkpoint-rounds=1");
    assertDone(path);
    assertThat(Path.of(path.json().path("report").asText()))
        .content()
        .contains("Path of λ", "chosen");
    Run search =
        job.run(
            "tune",
            Job.FIRST,
            "--json",
            "--set",
            "tune={method=grid,metric=log-loss,folds.count=2,ranges{model.lambda=[0.001,10]}}");
    assertDone(search);
    JsonNode trials = search.json().path("tune").path("trials");
    assertThat(trials).hasSize(2);
    assertThat(trials.get(0).path("values").path("model.lambda").asText())
        .as("a word alone tells the label: a weak penalty lets it")
        .isEqualTo("0.001");
    assertThat(trials.get(0).path("mean").asDouble())
        .isLessThan(trials.get(1).path("mean").asDouble());
  }

  private static void assertDone(Run run) {
    assertThat(run.code()).as("%s%s", run.out(), run.err()).isZero();
  }

  @Test
  void otherModelsRefuseThem() {
    Run trees = job.run("check", Job.FIRST, "--set", "model={ type = gbt }", "--json");
    assertThat(trees.code()).isEqualTo(2);
    assertThat(trees.problems().get(0))
        .contains("model.type is gbt; must be logistic, linear or poisson for the vector words of")
        .contains("65536 elements, or name other columns in features.columns");
    Run doubles = job.run("train", Job.FIRST, "--set", "model.precision=double", "--json");
    assertThat(doubles.code()).isEqualTo(2);
    assertThat(doubles.problems().get(0)).contains("model.precision is double; must be float");
  }
}
