package io.nightjar.jobs.benchmark;

import io.nightjar.jobs.benchmark.cases.Contestant.Accuracy;
import io.nightjar.jobs.benchmark.cases.Memory;
import io.nightjar.jobs.benchmark.cases.TrainCase;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What was measured.
 *
 * @param setting key by key: machine, versions, rows, rounds
 * @param results in the order of the cases
 */
public record TrainReport(Map<String, ?> setting, List<Result> results) {
  private static final String ROW = "%-16s %-24s %9s %9s %9s %9s  %-32s %s";

  private static final String MEMORY = "%-16s %-24s %9s %9s %9s  %s";

  /**
   * One contestant's fits of one case.
   *
   * @param seconds of each fit after the warm-up, in order
   * @param memory of one fit; empty where it was not asked for or is not told
   */
  record Result(
      TrainCase bench,
      String contestant,
      Seconds seconds,
      Accuracy accuracy,
      Optional<Memory> memory) {
    double median() {
      return seconds.median();
    }
  }

  /** The seconds of a contestant's median fit over those of our own. */
  private double times(Result result) {
    return results.stream()
        .filter(ours -> ours.bench().equals(result.bench()))
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
        ROW.formatted("case", "who", "median s", "best s", "worst s", "x ours", "accuracy", "")
            .stripTrailing());
    for (Result result : results) {
      String accuracy = result.bench().measure().title() + " " + precise(result.accuracy().value());
      lines.add(
          ROW.formatted(
                  result.bench().name(),
                  result.contestant(),
                  Seconds.text(result.median()),
                  Seconds.text(result.seconds().best()),
                  Seconds.text(result.seconds().worst()),
                  "%.2f".formatted(times(result)),
                  accuracy,
                  result.accuracy().note())
              .stripTrailing());
    }
    if (results.stream().anyMatch(result -> result.memory().isPresent())) {
      lines.addAll(memoryLines());
    }
    return lines;
  }

  private List<String> memoryLines() {
    List<String> lines = new ArrayList<>();
    lines.add("");
    lines.add(MEMORY.formatted("case", "who", "held MiB", "peak MiB", "added MiB", "of"));
    for (Result result : results) {
      result
          .memory()
          .ifPresent(
              memory ->
                  lines.add(
                      MEMORY.formatted(
                          result.bench().name(),
                          result.contestant(),
                          mib(memory.heldMib()),
                          mib(memory.peakMib()),
                          mib(memory.addedMib()),
                          memory.kind().text())));
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
    field.put("case", result.bench().name());
    field.put("what", result.bench().what());
    field.put("contestant", result.contestant());
    field.put("median_s", result.median());
    field.put("seconds", result.seconds().list());
    field.put("times_ours", times(result));
    field.put("measure", result.bench().measure().title());
    field.put("accuracy", result.accuracy().value());
    field.put("note", result.accuracy().note());
    result
        .memory()
        .ifPresent(
            memory -> {
              field.put("memory", memory.kind().text());
              field.put("memory_held_mib", memory.heldMib());
              field.put("memory_peak_mib", memory.peakMib());
              field.put("memory_added_mib", memory.addedMib());
            });
    return field;
  }

  private static String mib(double value) {
    return String.format(Locale.ROOT, "%.0f", value);
  }

  private static String precise(double value) {
    return String.format(Locale.ROOT, "%.12g", value);
  }
}
