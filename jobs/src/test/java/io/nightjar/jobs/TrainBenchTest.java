package io.nightjar.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.nightjar.jobs.bench.Run;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The verb {@code bench train} on few rows: who fits what, and how good it gets. */
class TrainBenchTest {

  @Test
  void fitsTheSameOptimumAsSparkMl() {
    for (String name : List.of("logistic-scales", "logistic-ill", "linear")) {
      JsonNode fits = bench(name).path("cases");

      assertThat(fits).hasSizeGreaterThan(1);
      double ours = fits.get(0).path("accuracy").asDouble();
      for (JsonNode fit : fits) {
        assertThat(fit.path("measure").asText()).isEqualTo("objective");
        assertThat(fit.path("accuracy").asDouble()).as("%s", fit).isCloseTo(ours, within(1e-6));
        assertThat(fit.path("median_s").asDouble()).isPositive();
      }
      assertThat(fits.get(0).path("contestant").asText()).isEqualTo("nightjar");
      assertThat(fits.get(0).path("times_ours").asDouble()).isEqualTo(1);
    }
  }

  @Test
  void reachesTheInertiaAndTheVarianceThatSparkReaches() {
    for (String name : List.of("kmeans", "pca")) {
      JsonNode fits = bench(name).path("cases");

      assertThat(fits).hasSize(2);
      double ours = fits.get(0).path("accuracy").asDouble();
      assertThat(fits.get(1).path("accuracy").asDouble()).isCloseTo(ours, within(1e-6 * ours));
    }
  }

  @Test
  void predictsRatingsNoWorseThanSparkDoes() {
    JsonNode fits = bench("als").path("cases");

    assertThat(fits).hasSize(2);
    assertThat(fits.get(0).path("measure").asText()).isEqualTo("test RMSE");
    double ours = fits.get(0).path("accuracy").asDouble();
    assertThat(ours).isLessThan(fits.get(1).path("accuracy").asDouble() + 0.02);
    assertThat(ours).as("a mean alone errs by 1.06").isBetween(0.3, 1.0);
  }

  @Test
  void judgesTreesOnRowsThatNoFitSaw() {
    JsonNode fits = bench("gbt-100").path("cases");

    assertThat(fits).hasSize(1);
    assertThat(fits.get(0).path("measure").asText()).isEqualTo("test AUC");
    assertThat(fits.get(0).path("accuracy").asDouble()).isBetween(0.6, 0.9);
  }

  @Test
  void growsTreesOfMissingValuesAndOfCategories() {
    for (String name : List.of("gbt-missing", "gbt-categories")) {
      JsonNode fits = bench(name).path("cases");

      assertThat(fits).hasSize(1);
      assertThat(fits.get(0).path("accuracy").asDouble()).as(name).isBetween(0.6, 0.9);
      assertThat(fits.get(0).has("memory")).isFalse();
    }
  }

  @Test
  void tellsWhatMemoryAFitTook() {
    JsonNode fits = bench("linear", "--memory").path("cases");

    assertThat(fits).hasSize(3);
    for (JsonNode fit : fits) {
      assertThat(fit.path("memory").asText()).isEqualTo("live heap");
      assertThat(fit.path("memory_held_mib").asDouble()).isGreaterThan(1);
      assertThat(fit.path("memory_added_mib").asDouble())
          .isCloseTo(
              fit.path("memory_peak_mib").asDouble() - fit.path("memory_held_mib").asDouble(),
              within(1e-9));
    }
  }

  @Test
  void refusesWhatItCannotMeasure() {
    Run unknown = Run.of("bench", "train", "--only", "gbt");
    Run few = Run.of("bench", "train", "--rows", "10");
    Run none = Run.of("bench", "train", "--rounds", "0");
    Run python =
        Run.of(
            "bench", "train", "--only", "gbt-100", "--rows", "1000", "--python", "/no/such/python");

    assertThat(unknown.code()).isEqualTo(2);
    assertThat(unknown.err())
        .startsWith("nightjar: --only: is 'gbt'; must be one of [logistic, logistic-cold,");
    assertThat(few.code()).isEqualTo(2);
    assertThat(few.err()).startsWith("nightjar: --rows: is 10; must be 1000..1000000000.");
    assertThat(none.code()).isEqualTo(2);
    assertThat(none.err()).startsWith("nightjar: --rounds: is 0; must be 1..100.");
    Run peer = Run.of("bench", "train", "--only", "gbt-100", "--rows", "1000", "--peer", "x.jar");
    assertThat(peer.code()).isEqualTo(2);
    assertThat(peer.err()).contains("--peer: is the file 'x.jar'; its name must be one of");
    assertThat(python.code()).isEqualTo(2);
    assertThat(python.err()).contains("--python: '/no/such/python' does not start: ");
  }

  private static JsonNode bench(String name, String... more) {
    List<String> words =
        new ArrayList<>(
            List.of("bench", "train", "--only", name, "--rows", "4000", "--rounds", "1"));
    words.addAll(List.of("--json", "--quiet"));
    words.addAll(List.of(more));
    Run run = Run.of(words.toArray(String[]::new));
    assertThat(run.code()).as(run.err()).isZero();
    return run.json();
  }
}
