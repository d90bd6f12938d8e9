package io.nightjar.jobs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.nightjar.jobs.bench.Run;
import io.nightjar.kernels.Kernels;
import io.nightjar.kernels.backend.BackendPreference;
import io.nightjar.model.ClusterModel;
import io.nightjar.model.ProjectionModel;
import io.nightjar.model.TreeModel;
import io.nightjar.scorer.Score;
import io.nightjar.scorer.Scorer;
import io.nightjar.spark.data.TestData;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import org.apache.spark.sql.Row;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Models without a label on the tables that their configs are for; scores as without Spark. */
class UnlabelledRealDataTest {
  /** Every column that the models of houses read. */
  private static final String KEPT =
      "score.keep=[longitude,latitude,housing_median_age,total_rooms,total_bedrooms,population,households,median_income,ocean_proximity]";

  @TempDir Path temp;
  private RealData data;

  @BeforeEach
  void open() {
    data = new RealData(temp);
  }

  @Test
  void housesFallIntoClustersWithoutALabelAndScoreAsTheyDoWithoutSpark() {
    Run first = data.train("housing-kmeans");
    Run second = data.train("housing-kmeans", "--run-id", "again", "--set", "compute.partitions=3");

    assertThat(first.code()).as(first.err()).isZero();
    JsonNode metrics = first.json().path("metrics").path("test");
    assertThat(metrics.path("silhouette").asDouble()).isBetween(0.2, 1.0);
    assertThat(second.json().path("metrics").path("test").path("inertia").asDouble())
        .isCloseTo(metrics.path("inertia").asDouble(), Percentage.withPercentage(1e-4));
    ClusterModel model = (ClusterModel) data.version("housing-kmeans@1").model();
    assertThat(((ClusterModel) data.version("housing-kmeans@2").model()).centres().weights())
        .isEqualTo(model.centres().weights());

    Run score = data.run("score", "housing-kmeans", "--set", KEPT);
    assertThat(score.code()).as(score.err()).isZero();
    List<Row> scores = RealData.scores(score);
    Scorer scorer = Scorer.of(model, Kernels.of(BackendPreference.SCALAR));
    assertThat(scores).hasSize(20_640);
    for (int i = 0; i < scores.size(); i += 97) {
      Score alone = scorer.score(RealData.values(scores.get(i)));
      assertThat((double) scores.get(i).<Integer>getAs("prediction")).isEqualTo(alone.prediction());
      assertThat(scores.get(i).<Double>getAs("distance")).isEqualTo(alone.outputs().get(0));
    }
    assertThat(data.run("evaluate", "housing-kmeans").code()).isZero();
    Run monitor = data.run("monitor", "housing-kmeans");
    assertThat(monitor.code()).as(monitor.err()).isZero();
    assertThat(monitor.json().path("drift").toString()).contains("\"prediction\"");
    assertThat(data.run("check", "housing-kmeans").code()).isZero();
  }

  @Test
  void housesDifferByAFewComponents() {
    Run train = data.train("housing-pca");

    assertThat(train.code()).as(train.err()).isZero();
    JsonNode metrics = train.json().path("metrics").path("test");
    assertThat(metrics.path("explained_variance").asDouble()).isBetween(0.8, 1.0);
    ProjectionModel model = (ProjectionModel) data.version("housing-pca@1").model();
    assertThat(model.components().count()).isEqualTo(6);

    Run score = data.run("score", "housing-pca", "--set", KEPT);
    assertThat(score.code()).as(score.err()).isZero();
    List<Row> scores = RealData.scores(score);
    Scorer scorer = Scorer.of(model, Kernels.of(BackendPreference.SCALAR));
    assertThat(scores).hasSize(20_640);
    for (int i = 0; i < scores.size(); i += 97) {
      Score alone = scorer.score(RealData.values(scores.get(i)));
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
    Run train = data.train("kddcup-isolation-forest", "--set", source);

    assertThat(train.code()).as(train.err()).isZero();
    JsonNode metrics = train.json().path("metrics").path("test");
    assertThat(metrics.path("anomaly_share").asDouble()).isBetween(0.003, 0.02);
    TreeModel model = (TreeModel) data.version("kddcup-normal@1").model();

    String kept = "score.keep=[attack," + String.join(",", model.signature().names()) + "]";
    String later = "score.source=" + everyTenth("kddcup99/corrected.gz");
    Run score = data.run("score", "kddcup-isolation-forest", "--set", kept, "--set", later);
    assertThat(score.code()).as(score.err()).isZero();
    List<Row> scores = RealData.scores(score);
    assertThat(scores).hasSize(31_102);
    assertThat(aucOfAttacks(scores)).isGreaterThan(0.95);
    Scorer scorer = Scorer.of(model, Kernels.of(BackendPreference.SCALAR));
    for (int i = 0; i < scores.size(); i += 97) {
      Score alone = scorer.score(RealData.values(scores.get(i)));
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
}
