/**
 * Grows trees, boosted or as a forest, from sums over rows that lie wherever they lie.
 *
 * <p>Entry type: {@link io.nightjar.spark.train.trees.grow.Booster}. May depend on {@code
 * io.nightjar.spark.train.trees.bins} , {@code split} and {@code objective}, on nothing of Spark.
 */
package io.nightjar.spark.train.trees.grow;
