/**
 * What trees are grown to minimise: gradients, base scores and losses, the same bits everywhere.
 *
 * <p>Entry type: {@link io.nightjar.spark.train.trees.objective.Objective}. May depend on {@code
 * io.nightjar.metrics} for exact sums and {@code io.nightjar.spark.train.elementary}; on nothing of
 * Spark.
 */
package io.nightjar.spark.train.trees.objective;
