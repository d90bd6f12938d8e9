package io.nightjar.spark.train.kmeans;

import io.nightjar.kernels.cluster.Centroids;

/** The scaled training rows, wherever they lie. */
interface KMeansRows {
  /** Assigns every row to its nearest centroid and adds up the clusters. */
  ClusterTotals assign(Centroids centroids);

  /**
   * Draws different rows of weight above 0.
   *
   * @param centroids from which the distances are taken; null where they don't count
   */
  DrawnRows draw(Centroids centroids, Draw how);
}
