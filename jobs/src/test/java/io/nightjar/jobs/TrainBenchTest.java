package io.nightjar.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.nightjar.jobs.bench.Run;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The verb {@code bench train} on few rows: who fits what, and how good it gets. */
class TrainBenchTest {
  @TempDir Path folder;

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
  void growsTheTreesOfAConfigOnItsOwnTable() {
    Run run = Run.of(words(config("gbt", "depth = 4, min-child-weight = 5, subsample = 0.8")));

    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.json().path("rows").asInt()).isBetween(400, 500);
    JsonNode fits = run.json().path("cases");
    assertThat(fits).hasSize(1);
    assertThat(fits.get(0).path("case").asText()).isEqualTo("holidays");
    assertThat(fits.get(0).path("accuracy").asDouble()).as("the date tells it").isGreaterThan(0.95);
  }

  @Test
  void refusesAConfigThatLibrariesWouldNotFitAlike() {
    Run linear = Run.of(words(config("logistic", "lambda = 1")));
    Run ours = Run.of(words(config("gbt", "gamma = 1, leaves = 9")));
    String[] only = words(config("gbt", ""));
    Run both =
        Run.of(
            Stream.concat(Stream.of(only), Stream.of("--only", "gbt-100")).toArray(String[]::new));

    assertThat(linear.code()).isEqualTo(2);
    assertThat(linear.err())
        .contains("is logistic; bench train --config compares boosted trees: give a config with");
    assertThat(ours.code()).isEqualTo(2);
    assertThat(ours.err())
        .contains("model.gamma: is not done alike by all libraries; drop it, such as by --set")
        .contains("model.leaves: is not done alike");
    assertThat(both.code()).isEqualTo(2);
    assertThat(both.err())
        .startsWith("nightjar: --only: is 'gbt-100', a case of made tables; drop it, or drop");
  }

  private static String[] words(Path config) {
    return new String[] {
      "bench", "train", "--config", config.toString(), "--rounds", "1", "--json", "--quiet"
    };
  }

  /** Numbers, a text, true or false, and a day whose month tells the label. */
  private Path config(String type, String settings) {
    List<String> lines = new ArrayList<>(List.of("id,day,city,member,age,away"));
    for (int i = 0; i < 600; i++) {
      LocalDate day = LocalDate.of(2026, 1, 1).plusDays(i % 365);
      String city = i % 7 == 0 ? "" : List.of("Bern", "Oslo", "Rome").get(i % 3);
      lines.add(
          "%d,%s,%s,%s,%s,%s"
              .formatted(
                  i, day, city, i % 2 == 0, i % 11 == 0 ? "" : i % 60, day.getMonthValue() > 6));
    }
    String text =
        """
        name = holidays
        data { source = "%s", label = away, positive = "true", id = id }
        split { validation = 0, test = 0.25 }
        registry = "%s"
        model { type = %s, %s }
        """
            .formatted(folder.resolve("days.csv"), folder, type, settings);
    try {
      Files.write(folder.resolve("days.csv"), lines);
      return Files.writeString(folder.resolve("days.conf"), text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
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
