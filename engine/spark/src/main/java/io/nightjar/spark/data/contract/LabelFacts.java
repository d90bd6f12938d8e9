package io.nightjar.spark.data.contract;

import java.io.Serializable;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What the label and the weight of the labelled rows hold.
 *
 * @param rows rows of the table
 * @param counts rows by label text, when the label is a class; empty for a number and without a
 *     label
 * @param min the smallest label, when it is a number; else 0
 * @param max the largest label, when it is a number; else 0
 */
public record LabelFacts(long rows, SortedMap<String, Long> counts, double min, double max)
    implements Serializable {

  /** Copies the map. */
  public LabelFacts {
    counts = Collections.unmodifiableSortedMap(new TreeMap<>(counts));
  }

  /** Whether the label is a number. */
  public boolean numeric() {
    return counts.isEmpty();
  }

  /** The classes: in the order of their numbers when all are numbers, else of their texts. */
  public List<String> classes() {
    try {
      return counts.keySet().stream()
          .sorted(java.util.Comparator.comparingDouble(Double::parseDouble))
          .toList();
    } catch (NumberFormatException e) {
      return List.copyOf(counts.keySet());
    }
  }
}
