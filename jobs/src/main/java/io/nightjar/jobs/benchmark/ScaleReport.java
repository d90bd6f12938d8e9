package io.nightjar.jobs.benchmark;

import io.nightjar.jobs.benchmark.ScaleBench.Size;
import io.nightjar.jobs.benchmark.cases.TrainCase;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * How our fits grow with rows and columns.
 *
 * @param setting key by key: machine, versions, rows, rounds
 * @param rows of the cases' own table
 * @param results of each case, its sizes in the order of {@link ScaleBench#sizes}
 */
public record ScaleReport(Map<String, ?> setting, long rows, List<Result> results) {
  private static final String ROW = "%-16s %12s %8s %9s %9s %9s %9s %7s  %s";

  /**
   * Our fits of one case on a table of one size.
   *
   * @param iterations that the last one took; empty where the model has none
   */
  record Result(TrainCase bench, Size size, Seconds seconds, String iterations) {
    boolean isOf(TrainCase other, Size otherSize) {
      return bench.equals(other) && size.equals(otherSize);
    }

    int columns() {
      return bench.shape().columns() * size.times();
    }
  }

  private double median(TrainCase bench, Size size) {
    return results.stream()
        .filter(result -> result.isOf(bench, size))
        .findFirst()
        .orElseThrow()
        .seconds()
        .median();
  }

  /** What a fit of as many columns takes on few rows. */
  private double fixed(Result result) {
    return median(result.bench(), new Size(ScaleBench.FEW_ROWS, result.size().times()));
  }

  /** Seconds past the fixed cost over those of the case's own rows and columns. */
  private double times(Result result) {
    double whole = median(result.bench(), new Size(rows, 1));
    double fixed = median(result.bench(), new Size(ScaleBench.FEW_ROWS, 1));
    return (result.seconds().median() - fixed(result)) / (whole - fixed);
  }

  private static boolean isMany(long rows) {
    return rows != ScaleBench.FEW_ROWS;
  }

  /** A table for a person. */
  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    setting.forEach((key, value) -> lines.add(key.replace('_', ' ') + ": " + value));
    lines.add("");
    lines.add(
        ROW.formatted(
            "case",
            "rows",
            "columns",
            "median s",
            "best s",
            "worst s",
            "fixed s",
            "times",
            "iterations"));
    for (Result result : results) {
      boolean many = isMany(result.size().rows());
      lines.add(
          ROW.formatted(
                  result.bench().name(),
                  result.size().rows(),
                  result.columns(),
                  Seconds.text(result.seconds().median()),
                  Seconds.text(result.seconds().best()),
                  Seconds.text(result.seconds().worst()),
                  many ? Seconds.text(fixed(result)) : "",
                  many ? String.format(Locale.ROOT, "%.2f", times(result)) : "",
                  result.iterations())
              .stripTrailing());
    }
    return lines;
  }

  /** The same for {@code --json}. */
  public Map<String, Object> fields() {
    Map<String, Object> fields = new LinkedHashMap<>(setting);
    fields.put("fits", results.stream().map(this::field).toList());
    return fields;
  }

  private Map<String, Object> field(Result result) {
    Map<String, Object> field = new LinkedHashMap<>();
    field.put("case", result.bench().name());
    field.put("rows", result.size().rows());
    field.put("columns", result.columns());
    field.put("median_s", result.seconds().median());
    field.put("seconds", result.seconds().list());
    field.put("iterations", result.iterations());
    if (isMany(result.size().rows())) {
      field.put("fixed_s", fixed(result));
      field.put("times", times(result));
    }
    return field;
  }
}
