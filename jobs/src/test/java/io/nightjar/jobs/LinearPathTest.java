package io.nightjar.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightjar.jobs.bench.Job;
import io.nightjar.jobs.bench.MadeTable;
import io.nightjar.jobs.bench.Run;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What only the linear family has, from training to scores and the report. */
class LinearPathTest {
  @TempDir Path temp;

  @Test
  void standardErrorsStandInTheRecordAndTheReport() throws IOException {
    Job job = Job.in(temp.resolve("errors"));
    Run train =
        job.run(
            "train",
            Job.FIRST,
            "--set",
            "model.lambda=0",
            "--set",
            "model.standard-errors=robust",
            "--json");

    assertThat(train.code()).as(train.err()).isZero();
    assertThat(Path.of(train.json().path("report").asText()))
        .content()
        .contains("standard error (robust)")
        .contains("(intercept)");
    assertThat(job.registry("models", "show", "churn@1").out())
        .containsPattern("  coefficient \\(intercept\\): \\S+ \\(standard error \\S+\\)\n");
    assertThat(
            job.registry("models", "show", "churn@1", "--json")
                .json()
                .path("coefficients")
                .path(0)
                .path("standard_error")
                .asDouble())
        .isPositive();
  }

  @Test
  void boundsHoldFromTrainingToScores() throws IOException {
    Job job = Job.in(temp.resolve("bounds"));
    String[] bounds = {
      "--set", "model.bounds.hours.max=-0.001", "--set", "gates.auc.min=0", "--json"
    };
    Run train = job.run("train", Job.FIRST, bounds);
    Run score = job.run("score", Job.USUAL, bounds);

    assertThat(train.code()).as(train.err()).isZero();
    assertThat(score.code()).as(score.err()).isZero();
    assertThat(Path.of(train.json().path("report").asText()).resolveSibling("run.json"))
        .content()
        .contains("projected l-bfgs", "-0.001 at most");
    Run unknown =
        job.run("train", "2026-11-02", "--set", "model.bounds.hour.min=0", "--force", "--json");
    assertThat(unknown.code()).isEqualTo(2);
    assertThat(unknown.problems().get(0))
        .endsWith(
            "column hour has no coefficient; must be a feature or one of its design columns. Did"
                + " you mean hours?");
  }

  @Test
  void aPathOfLambdaStandsInTheRecordAndTheReport() throws IOException {
    Job job = Job.in(temp.resolve("path"));
    Run train =
        job.run(
            "train",
            Job.FIRST,
            "--set",
            "model.lambda=null",
            "--set",
            "model.lambda-path.count=7",
            "--set",
            "model.alpha=1",
            "--json");

    assertThat(train.code()).as(train.err()).isZero();
    Path report = Path.of(train.json().path("report").asText());
    assertThat(report).content().contains("Path of λ").contains("chosen");
    assertThat(report.resolveSibling("run.json"))
        .content()
        .contains("\"lambda_path\"", "\"validation_log_loss\"", "\"nonzero_columns\"");
  }

  @Test
  void anOffsetIsReadWhereverTheModelIs() {
    Job job = Job.in(temp.resolve("job"));
    String[] offset = {
      "--set",
      "data.offset=hours",
      "--set",
      "data.where=\"hours is not null\"",
      "--set",
      "gates.auc.min=0",
      "--json"
    };
    Run train = job.run("train", Job.FIRST, offset);
    Run score = job.run("score", Job.USUAL, offset);
    Run monitor = job.run("monitor", Job.USUAL, offset);
    MadeTable.usual(600, 5).renamed("hours", "hour").write(job.night("2026-11-05"));
    Run without = job.run("score", "2026-11-05", offset);

    assertThat(train.code()).as(train.err()).isZero();
    assertThat(score.code()).as(score.err()).isZero();
    assertThat(score.json().path("rows").path("quarantined").asInt()).isEqualTo(30);
    assertThat(job.scores(Job.USUAL)).isEqualTo(570);
    assertThat(monitor.code()).as(monitor.err()).isZero();
    assertThat(monitor.json().path("warnings").toString())
        .contains(
            "decay is measured on 570 of 600 labelled rows; the others can't be scored,"
                + " or break a rule of data.contract");
    assertThat(without.code()).isEqualTo(3);
    assertThat(without.problems().get(0))
        .endsWith(
            "column hours is missing, which the model reads; the nearest column is hour; add it or"
                + " rename the column that holds it");
  }
}
