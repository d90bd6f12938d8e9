package io.nightjar.spark.recipe.tune;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * One combination of values to try.
 *
 * @param number of the trial, from 1 on in the order in which they were found
 * @param values by setting, as a config writes them
 */
record Candidate(int number, Map<String, String> values) {
  Candidate {
    values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
  }

  /** The values as {@code --set} takes them. */
  List<String> overrides() {
    return values.entrySet().stream().map(e -> e.getKey() + "=" + e.getValue()).toList();
  }

  /** The values on one line, for a person. */
  String text() {
    return values.entrySet().stream()
        .map(e -> e.getKey().replaceFirst("^model\\.", "") + "=" + e.getValue())
        .collect(Collectors.joining(" "));
  }
}
