package io.nightjar.spark.train.trees.split;

import java.io.Serializable;

/**
 * What leaves and splits cost. With T(G) = sign(G)·max(0, |G| − α): a leaf's value is −T(G)/(H +
 * λ), its score T(G)²/(H + λ), and a split gains half of what the scores of its children are
 * greater than that of their parent, less γ.
 *
 * @param lambda λ ≥ 0
 * @param alpha α ≥ 0
 * @param gamma γ ≥ 0
 * @param minChildWeight least H of a child
 */
public record Penalty(double lambda, double alpha, double gamma, double minChildWeight)
    implements Serializable {

  double threshold(double g) {
    return g > alpha ? g - alpha : g < -alpha ? g + alpha : 0;
  }

  /** The value that minimises a leaf's loss; 0 where there is nothing to go by. */
  public double leaf(double g, double h) {
    double below = h + lambda;
    return below > 0 ? -threshold(g) / below : 0;
  }

  /** T(G)²/(H + λ). */
  double score(double g, double h) {
    double t = alpha == 0 ? g : threshold(g);
    return t * t / (h + lambda);
  }

  /** The same for a leaf whose value is w, which need not be the best. */
  double score(double g, double h, double w) {
    return -(2 * g * w + (h + lambda) * w * w + 2 * alpha * Math.abs(w));
  }
}
