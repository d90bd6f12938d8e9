package io.nightjar.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.nightjar.jobs.bench.Run;
import io.nightjar.spark.SparkFixture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Ratings from training to published recommendations. */
class FactorsTest {
  private static final int USERS = 60;
  private static final int ITEMS = 40;

  @TempDir Path folder;

  /** Ratings of a law of two factors, with a text of their own; then some of users of their own. */
  private void write(int strangers) throws IOException {
    Random random = new Random(5);
    double[][] u = factors(USERS, random);
    double[][] v = factors(ITEMS, random);
    List<String> lines = new ArrayList<>(List.of("user,item,rating,receipt"));
    for (int user = 0; user < USERS; user++) {
      for (int item = 0; item < ITEMS; item++) {
        if (random.nextDouble() < 0.5) {
          double rating = 3 + u[user][0] * v[item][0] + u[user][1] * v[item][1];
          lines.add(
              user
                  + ",film"
                  + item
                  + ","
                  + Math.max(0, Math.round(4 * rating)) / 4.0
                  + ",r"
                  + lines.size());
        }
      }
    }
    for (int i = 0; i < strangers; i++) {
      lines.add((1000 + i) + ",film1,4,r" + lines.size());
    }
    Files.createDirectories(folder.resolve("in"));
    Files.write(folder.resolve("in/ratings.csv"), lines);
  }

  private static double[][] factors(int rows, Random random) {
    double[][] all = new double[rows][2];
    for (double[] row : all) {
      row[0] = 0.7 * random.nextGaussian();
      row[1] = 0.7 * random.nextGaussian();
    }
    return all;
  }

  private Run run(String verb, String runId, String model, String... more) throws IOException {
    String conf =
        """
        name = films
        data { source = "FOLDER/in/ratings.csv", label = rating }
        split { by = content, validation = 0.1, test = 0.2 }
        model { type = als, user = user, item = item, rank = 3, MODEL }
        gates { min-rows = 50 }
        registry = "FOLDER/registry", runs = "FOLDER/runs", promote = auto
        score {
          source = "FOLDER/in/ratings.csv", output = "FOLDER/scores", keep = [user, item]
          quarantine = "FOLDER/quarantine", max-quarantine-share = 0.5
          recommend { k = 4, output = "FOLDER/recommendations" }
        }
        compute { partitions = 2, backend = scalar }
        """;
    Path file = folder.resolve("films.conf");
    Files.writeString(file, conf.replace("FOLDER", folder.toString()).replace("MODEL", model));
    List<String> args =
        new ArrayList<>(
            List.of(
                verb, "--json", file.toString(), "--run-date", "2026-11-02", "--run-id", runId));
    args.addAll(List.of(more));
    return Run.of(args.toArray(String[]::new));
  }

  private Dataset<Row> published(String table) {
    return SparkFixture.session()
        .read()
        .parquet(folder.resolve(table + "/run-date=2026-11-02").toString());
  }

  @Test
  void ratingsBecomeScoresAndRecommendations() throws IOException {
    write(0);
    Run check = run("check", "c1", "lambda = 0.05");
    assertThat(check.code()).as(check.err()).isZero();
    Run train = run("train", "t1", "lambda = 0.05", "--set", "gates.rmse.max=0.4");
    assertThat(train.code()).as(train.err()).isZero();
    JsonNode metrics = train.json().path("metrics").path("test");
    assertThat(metrics.path("rmse").asDouble()).isBetween(0.05, 0.4);
    assertThat(metrics.has("mae")).isTrue();
    assertThat(train.json().path("alias").asText()).isEqualTo("champion");
    assertThat(train.json().path("placement").toString())
        .contains("normal-equations", "cholesky-solve");

    write(10);
    Run score = run("score", "s1", "lambda = 0.05");
    assertThat(score.code()).as(score.err()).isZero();
    long rows = score.json().path("rows").path("in").asLong();
    assertThat(score.json().path("rows").path("scored").asLong()).isEqualTo(rows);
    Dataset<Row> scores = published("scores");
    assertThat(scores.filter("isnan(prediction)").count()).as("of users nobody met").isEqualTo(10);

    Dataset<Row> recommended = published("recommendations");
    assertThat(recommended.columns()).containsExactly("user", "rank", "item", "score");
    assertThat(recommended.count()).isEqualTo(4L * USERS);
    assertThat(recommended.join(scores, List.of("user", "item").toArray(String[]::new)).count())
        .as("pairs that were rated are left out")
        .isZero();
    assertThat(score.json().path("placement").toString()).contains("top-k");

    Run again = run("score", "s1", "lambda = 0.05");
    assertThat(again.json().path("already_published").asBoolean()).isTrue();
    Run evaluate = run("evaluate", "e1", "lambda = 0.05");
    assertThat(evaluate.code()).as(evaluate.err()).isZero();
    assertThat(evaluate.json().path("warnings").toString())
        .contains("rows have a user or item that training never met; the metrics leave them out");
    Run monitor = run("monitor", "m1", "lambda = 0.05");
    assertThat(monitor.code()).as(monitor.err()).isZero();
    assertThat(monitor.json().path("drift").toString())
        .contains("\"prediction\"")
        .doesNotContain("\"user\"");
  }

  @Test
  void rowsOfUsersThatTrainingNeverMetGoToTheQuarantineWhereTheyAreDropped() throws IOException {
    write(0);
    String settings = "implicit = true, cold-start = drop";
    String gate = "gates.mean-percentile-rank.max=0.5";
    Run train = run("train", "t1", settings, "--set", "data.where=rating > 3", "--set", gate);
    assertThat(train.code()).as(train.err()).isZero();
    JsonNode metrics = train.json().path("metrics").path("test");
    assertThat(metrics.path("mean_percentile_rank").asDouble()).isBetween(0.05, 0.48);
    assertThat(metrics.path("ndcg_at_10").asDouble()).isBetween(0.02, 0.98);
    assertThat(metrics.path("precision_at_10").asDouble()).isBetween(0.01, 0.98);
    assertThat(metrics.has("rmse")).isFalse();

    write(10);
    Run score = run("score", "s1", settings);
    assertThat(score.code()).as(score.err()).isZero();
    Dataset<Row> quarantine = published("quarantine");
    assertThat(score.json().path("rows").path("quarantined").asLong())
        .isEqualTo(quarantine.count());
    String unmet = "user is 10\\d\\d; must be one that training met, or set model.cold-start = nan";
    assertThat(quarantine.select("reason").as(Encoders.STRING()).collectAsList())
        .filteredOn(reason -> reason.matches(unmet))
        .hasSize(10);
    Dataset<Row> recommended = published("recommendations");
    assertThat(recommended.count())
        .isEqualTo(4 * recommended.select("user").distinct().count())
        .isGreaterThan(200);
  }
}
