/**
 * Boosted trees and forests on tables.
 *
 * <p>Entry type: {@link io.nightjar.spark.train.trees.TreeTraining}. May depend on {@code
 * io.nightjar.spark.data}, {@code io.nightjar.spark.train.block}, its own sub-packages, the core
 * and the kernels.
 */
package io.nightjar.spark.train.trees;
