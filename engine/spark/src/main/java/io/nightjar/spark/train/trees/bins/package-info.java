/**
 * Bins of columns: where numbers are cut, and the binned rows that trees are grown from.
 *
 * <p>Entry type: {@link io.nightjar.spark.train.trees.bins.Bins}. May depend on {@code
 * io.nightjar.spark.train.task} and the tree kernels, on nothing of Spark.
 */
package io.nightjar.spark.train.trees.bins;
