/**
 * k-means: the first centroids by k-means||, then Lloyd's algorithm on the cluster kernels.
 *
 * <p>Entry type: {@link io.nightjar.spark.train.kmeans.KMeansTraining}. May depend on {@code
 * io.nightjar.spark.data}, {@code io.nightjar.spark.kernel}, {@code io.nightjar.spark.train.block},
 * {@code io.nightjar.spark.train.checkpoint}, {@code io.nightjar.spark.train.task}, the core and
 * the kernels.
 */
package io.nightjar.spark.train.kmeans;
