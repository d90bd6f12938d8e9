package io.nightjar.spark.train.kmeans;

import io.nightjar.config.model.ModelConfig;
import java.io.Serializable;

/**
 * What is fitted.
 *
 * @param solver number of clusters and when to stop
 * @param columns d, the design columns
 * @param seed of everything that is drawn
 */
record KMeansSpec(ModelConfig.KMeans solver, int columns, long seed) implements Serializable {
  /** k. */
  int clusters() {
    return solver.clusters();
  }
}
