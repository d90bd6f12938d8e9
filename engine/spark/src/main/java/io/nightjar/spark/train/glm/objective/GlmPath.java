package io.nightjar.spark.train.glm.objective;

import java.io.Serializable;
import java.util.List;

/**
 * A path of λ that a fit was chosen from.
 *
 * @param metric what the validation rows' loss is called
 * @param chosen the place of the fit among the points
 * @param points from the largest λ down
 */
public record GlmPath(String metric, int chosen, List<PathPoint> points) implements Serializable {

  /** Copies the list. */
  public GlmPath {
    points = List.copyOf(points);
  }

  /** The point of the fit. */
  public PathPoint best() {
    return points.get(chosen);
  }
}
