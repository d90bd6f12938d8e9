package io.nightjar.model;

import java.io.Serializable;
import java.util.Objects;

/**
 * What a column was worth to a model of trees in training.
 *
 * @param column the design column
 * @param gain sum of the gains of its splits
 * @param cover sum of the second derivatives of the rows at its splits
 * @param splits how many splits look at it
 */
public record Importance(String column, double gain, double cover, long splits)
    implements Serializable {
  public Importance {
    Objects.requireNonNull(column, "column");
    if (!(gain >= 0 && cover >= 0 && splits >= 0 && Double.isFinite(gain + cover))) {
      throw new IllegalArgumentException(
          "%s has gain %s, cover %s and %d splits; must be finite and 0 or more"
              .formatted(column, gain, cover, splits));
    }
  }
}
