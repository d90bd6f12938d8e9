package io.nightjar.jobs.shell;

import io.nightjar.NightjarException;
import io.nightjar.spark.recipe.version.StoredCoefficients;
import io.nightjar.spark.registry.ModelVersion;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A linear version's largest coefficients as {@code models show} tells them.
 *
 * @param lines for a person
 * @param rows for a program
 */
public record ShownCoefficients(List<String> lines, List<Map<String, Object>> rows) {

  /** Copies the lists. */
  public ShownCoefficients {
    lines = List.copyOf(lines);
    rows = List.copyOf(rows);
  }

  /** None of other models; a line that says why where the version can't be read. */
  public static ShownCoefficients of(ModelVersion version) {
    try {
      List<Map<String, Object>> rows = StoredCoefficients.of(version, RegistryOptions.hadoop());
      List<String> lines = new ArrayList<>();
      rows.forEach(row -> lines.add(line(row)));
      return new ShownCoefficients(lines, rows);
    } catch (NightjarException e) {
      return new ShownCoefficients(List.of("  coefficients " + e.getMessage()), List.of());
    }
  }

  private static String line(Map<String, Object> row) {
    String value =
        String.format(
            Locale.ROOT, "  coefficient %s: %.6g", row.get("name"), (Double) row.get("value"));
    Double error = (Double) row.get("standard_error");
    return error == null
        ? value
        : value + String.format(Locale.ROOT, " (standard error %.4g)", error);
  }
}
