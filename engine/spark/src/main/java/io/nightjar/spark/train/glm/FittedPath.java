package io.nightjar.spark.train.glm;

import io.nightjar.spark.train.glm.objective.GlmFit;
import java.io.Serializable;
import java.util.List;

/**
 * How far along a path of λ the fits have come.
 *
 * @param fits the optima so far, of the largest λ first
 */
record FittedPath(List<GlmFit> fits) implements Serializable {
  FittedPath {
    fits = List.copyOf(fits);
  }
}
