package io.nightjar.spark.train.als;

import io.nightjar.config.model.ModelConfig;
import java.io.Serializable;

/**
 * What is minimised.
 *
 * @param rank k, factors of a user or item
 * @param lambda λ, what a squared factor costs for each rating
 * @param implicit whether labels are how often or how long, and no ratings
 * @param alpha α in the confidence 1 + α·|r| of implicit feedback
 * @param nonNegative whether it is minimised over factors of 0 or more
 */
record AlsSpec(int rank, double lambda, boolean implicit, double alpha, boolean nonNegative)
    implements Serializable {
  static AlsSpec of(ModelConfig.Als als) {
    return new AlsSpec(als.rank(), als.lambda(), als.implicit(), als.alpha(), als.nonNegative());
  }

  /** What a rating adds to A of its user or item: (c − 1 or 1)·v·vᵀ. */
  float weight(float rating) {
    return implicit ? (float) (alpha * Math.abs(rating)) : 1;
  }

  /** What a rating adds to b: c·p·v. */
  float target(float rating) {
    if (!implicit) {
      return rating;
    }
    return rating > 0 ? 1 + weight(rating) : 0;
  }

  /** What a rating adds to n, by which λ is multiplied. */
  int count(float rating) {
    return !implicit || rating > 0 ? 1 : 0;
  }

  /** c·p², what a rating costs where all factors are 0. */
  double cost(float rating) {
    return implicit ? target(rating) : (double) rating * rating;
  }
}
