package io.nightjar.spark.train.kmeans;

import io.nightjar.kernels.cluster.Centroids;
import java.io.Serializable;

/**
 * Where Lloyd's algorithm has come to.
 *
 * @param iterations how often the centroids moved
 * @param refilled how often an empty cluster was given a row
 * @param centroids the last ones
 */
record LloydState(int iterations, int refilled, Centroids centroids) implements Serializable {}
