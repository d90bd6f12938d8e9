package io.nightjar.spark.train.mlp;

import io.nightjar.model.network.Network;
import java.io.Serializable;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a fit found.
 *
 * @param network the weights that are kept, and the scales; null where it diverged
 * @param facts how it went, by name
 * @param warnings what a person should know, such as that it did not converge
 * @param diverged the epoch in which the loss was no number any more; 0 where it always was one
 */
public record MlpFit(
    Network network, SortedMap<String, String> facts, List<String> warnings, int diverged)
    implements Serializable {

  /** Copies the collections. */
  public MlpFit {
    facts = Collections.unmodifiableSortedMap(new TreeMap<>(facts));
    warnings = List.copyOf(warnings);
  }

  /** A fit that failed: its loss is no number. */
  static MlpFit diverged(int epoch) {
    return new MlpFit(null, new TreeMap<>(), List.of(), epoch);
  }
}
