package io.nightjar.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.nightjar.jobs.bench.Job;
import io.nightjar.jobs.bench.MadeTable;
import io.nightjar.jobs.bench.Run;
import io.nightjar.spark.lease.Lease;
import io.nightjar.spark.lease.LeaseRequest;
import io.nightjar.spark.registry.Registry;
import java.nio.file.Path;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A night: what it publishes and decides, once. */
class NightlyTest {
  @TempDir Path temp;
  private Job job;

  @BeforeEach
  void copyTheTrainedJob() {
    job = Job.trained(temp.resolve("job"));
  }

  @Test
  void aUsualNightIsScoredAndTheChampionKeptAndTheSameRunDoesItOnce() {
    Run night = job.run("nightly", Job.USUAL, "--json");
    int entries = job.files("registry/journal").size();
    Run again = job.run("nightly", Job.USUAL);
    Run other = job.run("nightly", Job.USUAL, "--run-id", "again");

    assertThat(night.code()).as(night.err()).isZero();
    assertThat(night.json().path("decision").asText()).isEqualTo("keep");
    assertThat(again.code()).isZero();
    assertThat(again.out()).contains("  published   already, by this run; nothing was done");
    assertThat(again.err()).contains("this run did this night at ", "; nothing was done");
    assertThat(entries).isEqualTo(5);
    assertThat(other.code()).as(other.err()).isZero();
    assertThat(job.publisher(Job.USUAL)).isEqualTo("again");
    assertThat(job.scores(Job.USUAL)).isEqualTo(600);
  }

  @Test
  void aNightScoresAndWatchesOnlyTheRowsThatScoreWhereKeeps() {
    String[] where = {"--set", "score.where=age >= 40"};
    Run night = job.run("nightly", Job.USUAL, "--json", where[0], where[1]);
    Run again = job.run("score", Job.USUAL, "--run-id", "again", where[0], where[1]);

    assertThat(night.code()).as(night.err()).isZero();
    JsonNode rows = night.json().path("rows");
    long scored = rows.path("scored").asLong();
    assertThat(scored).isBetween(1L, 599L).isEqualTo(job.scores(Job.USUAL));
    assertThat(rows.path("filtered").asLong()).isEqualTo(600 - scored);
    assertThat(rows.path("in").asLong()).isEqualTo(600);
    assertThat(night.json().path("drift"))
        .isNotEmpty()
        .allMatch(finding -> finding.path("n").asLong() <= scored);
    assertThat(again.out())
        .contains(
            "  rows        600 in = %d scored + 0 quarantined + %d filtered\n"
                .formatted(scored, 600 - scored));
  }

  @Test
  void aShiftedNightIsHealedByAGatedRetrain() {
    Run night = job.run("nightly", Job.SHIFTED, "--json");

    assertThat(night.code()).as(night.err()).isZero();
    JsonNode result = night.json();
    assertThat(result.path("decision").asText()).isEqualTo("retrain-promoted");
    assertThat(result.path("version").asInt()).isEqualTo(1);
    assertThat(result.path("retrained_version").asInt()).isEqualTo(2);
    assertThat(result.path("drift"))
        .anyMatch(f -> f.path("column").asText().equals("age") && f.path("alarm").asBoolean());
    assertThat(job.registry("models", "list").out()).contains("champion auc");
    assertThat(job.registry("audit", "show").out()).contains("night 2026-11-04 retrain-promoted");
  }

  @Test
  void treesLiveTheSameLifeFromTrainingToAHealedNight() {
    String[] trees = {"--set", "model={type=gbt, trees=40, early-stopping-rounds=5}", "--json"};
    Job grown = Job.in(temp.resolve("grown"));
    Run train = grown.run("train", Job.FIRST, trees);
    Run score = grown.run("score", Job.USUAL, trees);
    Run evaluate = grown.run("evaluate", Job.USUAL, trees);
    Run night = grown.run("nightly", Job.SHIFTED, trees);

    assertThat(train.code()).as(train.err()).isZero();
    assertThat(train.json().path("placement").path(0).path("kernel").asText())
        .isEqualTo("histogram");
    assertThat(score.json().path("rows").path("scored").asInt()).isEqualTo(600);
    assertThat(score.json().path("placement").path(0).path("kernel").asText())
        .isEqualTo("ensemble-score");
    assertThat(evaluate.json().path("metrics").path("test").path("auc").asDouble())
        .isBetween(0.7, 1.0);
    assertThat(night.json().path("decision").asText()).isEqualTo("retrain-promoted");
    assertThat(grown.registry("models", "verify").code()).isZero();
  }

  @Test
  void aRetrainThatTheGatesRefuseKeepsTheChampion() {
    Run night = job.run("nightly", Job.SHIFTED, "--set", "gates.auc.min=0.999");

    assertThat(night.code()).isEqualTo(4);
    assertThat(night.out()).contains("  decision    retrain-rejected");
    assertThat(night.problems())
        .singleElement()
        .asString()
        .startsWith("--set gates.auc.min: auc.min: 0.")
        .endsWith(" is below the least of 0.999");
    assertThat(job.registry("models", "show", "churn").out()).startsWith("churn@1");
    assertThat(job.scores(Job.SHIFTED)).isEqualTo(600);
  }

  @Test
  void failOnDriftEndsTheNightWithFiveAfterItsScoresArePublished() {
    Run night =
        job.run(
            "nightly",
            Job.SHIFTED,
            "--set",
            "monitor.fail-on=[drift]",
            "--set",
            "monitor.on-drift=none");

    assertThat(night.code()).isEqualTo(5);
    assertThat(night.out()).contains("  decision    alarm");
    assertThat(night.problems())
        .anyMatch(
            p ->
                p.startsWith("age: ks is 0.")
                    && p.contains("; must be at most 0.2000 (")
                    && p.endsWith("Look at the report; roll back or retrain."));
    assertThat(job.scores(Job.SHIFTED)).isEqualTo(600);
  }

  @Test
  void failOnDecayNamesTheMetricThenAndNow() {
    Run monitor = job.run("monitor", Job.SHIFTED, "--set", "monitor.fail-on=[decay]");

    assertThat(monitor.code()).isEqualTo(5);
    assertThat(monitor.problems())
        .singleElement()
        .asString()
        .matches(
            "auc: decay is 0\\.\\d{4}; must be at most 0\\.1000 \\(0\\.\\d+ at training, 0\\.\\d+"
                + " now; chance gives up to 0\\.\\d+\\)\\. Look at the report; roll back or"
                + " retrain\\.");
  }

  @Test
  void aNightThatBreaksTheContractPublishesNothing() {
    MadeTable.usual(600, 2)
        .withEvery(200, "age", "200")
        .withEvery(300, "city", "Paris")
        .write(job.night(Job.USUAL));

    Run night = job.run("nightly", Job.USUAL);

    assertThat(night.code()).isEqualTo(3);
    assertThat(night.problems())
        .containsExactly(
            "age: 3 of 600 rows (0.5000%) break \"max = 120\", such as id 200000 (200), id 200200"
                + " (200), id 200400 (200); mend the rows, or the contract",
            "city: 2 of 600 rows (0.3333%) break \"in = [Bern, Oslo, Rome]\", such as id 200000"
                + " (Paris), id 200300 (Paris); mend the rows, or the contract");
    assertThat(job.files("scores")).isEmpty();
  }

  @Test
  void aNightWithoutLabelsYetIsScoredAndWatched() {
    MadeTable.usual(600, 2).without("left").write(job.night(Job.USUAL));

    Run night = job.run("nightly", Job.USUAL, "--json");

    assertThat(night.code()).as(night.err()).isZero();
    assertThat(night.json().path("decision").asText()).isEqualTo("keep");
    assertThat(night.json().path("drift"))
        .anyMatch(
            f -> f.path("note").asText().startsWith("insufficient: the night's table has no"));
  }

  @Test
  void oneNightRunsOnceAtATime() {
    Registry registry = Registry.open(job.at("registry").toString(), new Configuration());
    LeaseRequest first = LeaseRequest.of("churn", Job.USUAL, "the-first");
    Run second;
    try (Lease lease = registry.lease(first)) {
      assertThat(lease.generation()).isEqualTo(1);
      second = job.run("nightly", Job.USUAL);
    }
    Run after = job.run("nightly", Job.USUAL);

    assertThat(second.code()).isEqualTo(6);
    List<String> problems = second.problems();
    assertThat(problems)
        .singleElement()
        .asString()
        .startsWith("churn for 2026-11-02: is already running: run the-first on host ")
        .endsWith(
            ". Wait for it to end. If that process is gone, the next run takes over 60 s after its"
                + " last sign of life, at once on the same host.");
    assertThat(after.code()).as(after.err()).isZero();
  }
}
