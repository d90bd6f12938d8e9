package io.nightjar.jobs.benchmark;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What was measured.
 *
 * @param setting key by key: machine, versions, rows, rounds
 * @param rows of the table
 * @param results in the order of the cases
 */
public record ScoreReport(Map<String, ?> setting, long rows, List<Result> results) {
  private static final String ROW = "%-14s %-18s %9s %9s %9s %9s %9s  %-16s %s";

  /**
   * One entrant's runs of one case.
   *
   * @param seconds of each run after the warm-up, in order
   * @param mean probability that was written; NaN for none
   */
  record Result(
      String name, String what, String entrant, Seconds seconds, double mean, String note) {
    double median() {
      return seconds.median();
    }
  }

  /** The seconds of an entrant's median run over those of our own. */
  private double times(Result result) {
    return results.stream()
        .filter(ours -> ours.name().equals(result.name()))
        .findFirst()
        .map(ours -> result.median() / ours.median())
        .orElseThrow();
  }

  /** A table for a person. */
  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    setting.forEach((key, value) -> lines.add(key.replace('_', ' ') + ": " + value));
    lines.add("");
    lines.add(
        ROW.formatted(
                "case", "who", "median s", "best s", "worst s", "Mrow/s", "x ours", "mean", "")
            .stripTrailing());
    for (Result result : results) {
      lines.add(
          ROW.formatted(
                  result.name(),
                  result.entrant(),
                  Seconds.text(result.median()),
                  Seconds.text(result.seconds().best()),
                  Seconds.text(result.seconds().worst()),
                  number(rows / result.median() / 1e6, 2),
                  number(times(result), 2),
                  Double.isNaN(result.mean()) ? "" : number(result.mean(), 9),
                  result.note())
              .stripTrailing());
    }
    return lines;
  }

  /** The same for {@code --json}. */
  public Map<String, Object> fields() {
    Map<String, Object> fields = new LinkedHashMap<>(setting);
    fields.put("cases", results.stream().map(this::field).toList());
    return fields;
  }

  private Map<String, Object> field(Result result) {
    Map<String, Object> field = new LinkedHashMap<>();
    field.put("case", result.name());
    field.put("what", result.what());
    field.put("entrant", result.entrant());
    field.put("median_s", result.median());
    field.put("seconds", result.seconds().list());
    field.put("rows_per_s", rows / result.median());
    field.put("times_ours", times(result));
    if (!Double.isNaN(result.mean())) {
      field.put("mean_probability", result.mean());
    }
    field.put("note", result.note());
    return field;
  }

  private static String number(double value, int digits) {
    return String.format(Locale.ROOT, "%." + digits + "f", value);
  }
}
