package io.nightjar.spark.train.als;

import io.nightjar.model.factors.KeyedFactors;
import java.io.Serializable;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a fit found.
 *
 * @param users factors by user
 * @param items factors by item
 * @param facts what is remembered of the fit, by name
 * @param warnings what a person should know, such as that it went on from a checkpoint
 */
public record AlsFit(
    KeyedFactors users, KeyedFactors items, SortedMap<String, String> facts, List<String> warnings)
    implements Serializable {
  /** Copies the collections. */
  public AlsFit {
    facts = Collections.unmodifiableSortedMap(new TreeMap<>(facts));
    warnings = List.copyOf(warnings);
  }
}
