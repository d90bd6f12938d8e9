/**
 * Boosted trees and forests on tables.
 *
 * <p>Entry type: {@link io.nightjar.spark.train.trees.TreeTraining}. May depend on {@code
 * io.nightjar.spark.data}, {@code io.nightjar.spark.kernel}, {@code io.nightjar.spark.train.block},
 * {@code io.nightjar.spark.train.checkpoint}, {@code io.nightjar.spark.train.task}, its own
 * sub-packages, the core, the kernels and Spark.
 */
package io.nightjar.spark.train.trees;
