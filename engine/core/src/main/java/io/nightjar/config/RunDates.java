package io.nightjar.config;

import java.time.LocalDate;
import java.util.List;
import java.util.stream.IntStream;

/** The logical date in a path: {@code {run-date}} becomes {@code 2026-11-19}. */
public final class RunDates {
  /** The place of the logical date in a path. */
  public static final String PLACEHOLDER = "{run-date}";

  private RunDates() {}

  /** Whether a path hangs on the logical date. */
  public static boolean isDated(String template) {
    return template.contains(PLACEHOLDER);
  }

  /** The path of one night; the template itself where it has no placeholder. */
  public static String expand(String template, LocalDate night) {
    return template.replace(PLACEHOLDER, night.toString());
  }

  /**
   * The paths of the {@code nights} nights that end at {@code last}, oldest first; the template
   * alone where it has no placeholder.
   */
  public static List<String> window(String template, LocalDate last, int nights) {
    if (nights < 1) {
      throw new IllegalArgumentException("nights is " + nights + "; must be 1 or more");
    }
    if (!isDated(template)) {
      return List.of(template);
    }
    return IntStream.range(0, nights)
        .mapToObj(i -> expand(template, last.minusDays(nights - 1L - i)))
        .toList();
  }
}
