/**
 * The best split of a node from whole-number sums, and the settings it hangs on.
 *
 * <p>Entry type: {@link io.nightjar.spark.train.trees.split.SplitFinder}. May depend on {@code
 * io.nightjar.spark.train.task}, {@code io.nightjar.spark.train.trees.bins} and the kernels, on
 * nothing of Spark.
 */
package io.nightjar.spark.train.trees.split;
