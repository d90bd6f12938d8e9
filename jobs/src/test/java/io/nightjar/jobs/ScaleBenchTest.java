package io.nightjar.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.nightjar.jobs.bench.Run;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * The verb {@code bench scale} on few rows: which tables it fits, and what it makes of the times.
 */
class ScaleBenchTest {
  private static Run scale(String... more) {
    List<String> words =
        new ArrayList<>(List.of("bench", "scale", "--json", "--quiet", "--rounds", "1"));
    words.addAll(List.of(more));
    return Run.of(words.toArray(String[]::new));
  }

  @Test
  void fitsTenTimesTheRowsAndTenTimesTheColumns() {
    Run run = scale("--only", "logistic", "--rows", "10000");

    assertThat(run.code()).as(run.err()).isZero();
    JsonNode fits = run.json().path("fits");
    List<String> sizes = new ArrayList<>();
    fits.forEach(fit -> sizes.add(fit.path("rows") + " x " + fit.path("columns")));
    assertThat(sizes)
        .containsExactly("1000 x 28", "1000 x 280", "10000 x 28", "100000 x 28", "10000 x 280");
    double fixed = fits.get(0).path("median_s").asDouble();
    double own = fits.get(2).path("median_s").asDouble() - fixed;
    JsonNode more = fits.get(3);
    assertThat(more.path("fixed_s").asDouble()).isEqualTo(fixed);
    assertThat(more.path("times").asDouble() * own)
        .isCloseTo(more.path("median_s").asDouble() - fixed, within(1e-9));
    assertThat(fits.get(4).path("fixed_s")).isEqualTo(fits.get(1).path("median_s"));
    assertThat(fits.get(0).has("times")).isFalse();
  }

  @Test
  void refusesTablesThatAreAllFixedCost() {
    Run run = scale("--rows", "2000");

    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err())
        .contains("--rows: is 2000; must be 10000 or more: fits of 1000 rows tell what");
  }
}
