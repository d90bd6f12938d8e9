package io.nightjar.jobs.benchmark.cases;

import java.util.ArrayList;
import java.util.List;

/**
 * The columns of a benchmark's table that models learn from.
 *
 * @param numbers of float32
 * @param categories of text
 * @param holed whether values are missing
 */
public record FeatureColumns(List<String> numbers, List<String> categories, boolean holed) {

  /** Copies the lists. */
  public FeatureColumns {
    numbers = List.copyOf(numbers);
    categories = List.copyOf(categories);
  }

  /** All of them, numbers first. */
  public List<String> names() {
    List<String> names = new ArrayList<>(numbers);
    names.addAll(categories);
    return names;
  }
}
