package io.nightjar.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.nightjar.jobs.bench.Job;
import io.nightjar.jobs.bench.Run;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** A model's life from its first config to its report, each step on what the one before left. */
@TestMethodOrder(OrderAnnotation.class)
class MainPathTest {
  @TempDir static Path temp;
  private static Job job;

  @Test
  @Order(1)
  void initWritesAConfigThatPassesItsOwnCheck() {
    job = Job.in(temp.resolve("job"));
    Path conf = temp.resolve("drafted.conf");

    Run init =
        Run.of(
            "init",
            job.night(Job.FIRST).toString(),
            "--label",
            "left",
            "--positive",
            "yes",
            "--id",
            "id",
            "--out",
            conf.toString());
    Run check = Run.of("check", conf.toString(), "--set", "runs=" + temp.resolve("runs"), "--json");

    assertThat(init.code()).as(init.err()).isZero();
    assertThat(init.out())
        .isEqualTo("wrote %s; look it over, then: bin/nightjar check %s%n".formatted(conf, conf));
    assertThat(conf)
        .content()
        .contains(
            "id { type = long, nulls = 0, unique = true }", "model { type = gbt, trees = 300");
    assertThat(check.code()).as(check.err()).isZero();
    assertThat(check.json().path("rows").path("in").asInt()).isEqualTo(600);
  }

  @Test
  @Order(2)
  void trainRegistersAndPromotesAndSaysSoInOneJsonObject() {
    Run train = job.run("train", Job.FIRST, "--json");

    assertThat(train.code()).as(train.err()).isZero();
    JsonNode result = train.json();
    assertThat(result.fieldNames())
        .toIterable()
        .containsExactlyInAnyOrder(
            "verb",
            "status",
            "exit_code",
            "run_id",
            "run_date",
            "model",
            "version",
            "alias",
            "metrics",
            "gates",
            "placement",
            "timings_ms",
            "model_sha256",
            "report",
            "problems");
    assertThat(result.path("status").asText()).isEqualTo("done");
    assertThat(result.path("run_id").asText()).isEqualTo("churn-train-2026-11-01");
    assertThat(result.path("version").asInt()).isEqualTo(1);
    assertThat(result.path("alias").asText()).isEqualTo("champion");
    assertThat(result.path("metrics").path("test").path("auc").asDouble()).isBetween(0.7, 1.0);
    assertThat(result.path("gates").path(0).path("verdict").asText()).isEqualTo("pass");
    assertThat(result.path("placement").path(0).path("backend").asText()).isEqualTo("scalar");
    assertThat(result.path("problems")).isEmpty();
    assertThat(train.err()).contains("  fit  ");
    assertThat(Path.of(result.path("report").asText())).content().contains("churn@1", "<svg");
    assertThat(job.files("runs/churn-train-2026-11-01")).containsExactly("report.html", "run.json");
  }

  @Test
  @Order(3)
  void trainingTheSameRunAgainIsTheSameVersion() {
    Run again = job.run("train", Job.FIRST, "--quiet");

    assertThat(again.code()).as(again.err()).isZero();
    assertThat(again.out()).contains("  model       churn@1 (champion)");
    assertThat(again.err()).isEmpty();
    assertThat(job.files("registry/journal")).hasSize(2);
  }

  @Test
  @Order(4)
  void evaluateMeasuresTheChampionOnAnotherTable() {
    Run evaluate =
        job.run("evaluate", Job.USUAL, "--json", "--table", job.night(Job.USUAL).toString());

    assertThat(evaluate.code()).as(evaluate.err()).isZero();
    assertThat(evaluate.json().path("rows").path("in").asInt()).isEqualTo(600);
    assertThat(evaluate.json().path("metrics").path("test").path("auc").asDouble())
        .isBetween(0.7, 1.0);
  }

  @Test
  @Order(5)
  void scorePublishesEachRowOnce() {
    Run score = job.run("score", Job.USUAL, "--json");

    assertThat(score.code()).as(score.err()).isZero();
    JsonNode result = score.json();
    assertThat(result.path("rows").toString())
        .isEqualTo("{\"in\":600,\"scored\":600,\"quarantined\":0}");
    assertThat(result.path("published").asText())
        .isEqualTo("file:" + job.at("scores/run-date=2026-11-02"));
    assertThat(result.path("already_published").asBoolean()).isFalse();
    assertThat(job.scores(Job.USUAL)).isEqualTo(600);
  }

  @Test
  @Order(6)
  void scoringTheSameRunAgainDoesNothingAndSaysSo() {
    Run again = job.run("score", Job.USUAL);

    assertThat(again.code()).as(again.err()).isZero();
    assertThat(again.out()).contains("  published   already, by this run; nothing was done");
    assertThat(job.scores(Job.USUAL)).isEqualTo(600);
  }

  @Test
  @Order(7)
  void anotherRunOfTheSameDateReplacesAndNeverAdds() {
    Run other = job.run("score", Job.USUAL, "--run-id", "second-look", "--json");

    assertThat(other.code()).as(other.err()).isZero();
    assertThat(other.json().path("already_published").asBoolean()).isFalse();
    assertThat(job.scores(Job.USUAL)).isEqualTo(600);
    assertThat(job.publisher(Job.USUAL)).isEqualTo("second-look");
  }

  @Test
  @Order(8)
  void monitorFindsNoDriftOnAUsualNight() {
    Run monitor = job.run("monitor", Job.USUAL, "--json");

    assertThat(monitor.code()).as(monitor.err()).isZero();
    JsonNode drift = monitor.json().path("drift");
    assertThat(drift).isNotEmpty().noneMatch(finding -> finding.path("alarm").asBoolean());
    assertThat(drift.path(0).fieldNames())
        .toIterable()
        .contains("column", "statistic", "value", "limit", "alarm");
  }

  @Test
  @Order(9)
  void registryVerbsTellTheSameStory() {
    assertThat(job.registry("models", "list").out()).startsWith("churn@1  candidate");
    assertThat(job.registry("models", "show", "churn@1").out())
        .contains("gate        auc.min: pass");
    assertThat(job.registry("models", "verify", "churn@1").out())
        .isEqualTo("churn@1: 5 files, all sound\n");
    assertThat(job.registry("audit", "show").out().lines())
        .hasSize(5)
        .first()
        .asString()
        .contains("registered 1 candidate", "churn-train-2026-11-01");
    Run verify = job.registry("audit", "verify");
    assertThat(verify.code()).isZero();
    assertThat(verify.out())
        .startsWith("5 entries chained, 1 versions with 5 files hashed: all sound; last entry ");
    JsonNode models = job.registry("models", "list", "--json").json().path("models");
    assertThat(models.path(0).path("aliases").path("champion").asInt()).isEqualTo(1);
  }

  @Test
  @Order(10)
  void rollbackNeedsAFormerChampion() {
    Run rollback = job.registry("models", "rollback", "churn");

    assertThat(rollback.code()).isEqualTo(2);
    assertThat(rollback.problems())
        .containsExactly(
            "churn has had no champion before version 1, so there is nothing to roll back to."
                + " Promote a version instead.");
  }

  @Test
  @Order(11)
  void promoteAndRollbackMoveTheChampion() {
    Run train = job.run("train", Job.USUAL, "--set", "promote=manual");
    Run promote = job.registry("models", "promote", "churn@2", "--reason", "newer rows");
    Run again = job.registry("models", "promote", "churn@2");
    Run rollback = job.registry("models", "rollback", "churn");

    assertThat(train.code()).as(train.err()).isZero();
    assertThat(promote.out()).isEqualTo("churn@2 is the champion now\n");
    assertThat(again.out()).isEqualTo("churn@2 was the champion already; nothing was done\n");
    assertThat(rollback.out()).isEqualTo("churn@1 is the champion again\n");
    assertThat(job.registry("models", "list").out().lines().toList().get(0)).contains("champion");
  }

  @Test
  @Order(12)
  void reportIsMadeAnewFromTheRecord() throws Exception {
    Path report = job.at("runs/churn-train-2026-11-01/report.html");
    Files.delete(report);

    Run made = Run.of("report", job.conf(), "--run-id", "churn-train-2026-11-01");
    Run none = Run.of("report", job.conf(), "--run-id", "churn-train");

    assertThat(made.code()).as(made.err()).isZero();
    assertThat(made.out()).isEqualTo(report + "\n");
    assertThat(report).content().contains("churn@1");
    assertThat(none.code()).isEqualTo(2);
    assertThat(none.problems())
        .containsExactly(
            "--run-id: is 'churn-train', but there is no "
                + job.at("runs/churn-train/run.json")
                + "; take the run id that the run printed, and the config that it was run with.");
  }
}
