/**
 * Grows trees, boosted or as a forest, from sums over rows that lie wherever they lie.
 *
 * <p>Entry type: {@link io.nightjar.spark.train.trees.grow.Booster}. May depend on {@code
 * io.nightjar.spark.train.trees.bins}, {@code objective} and {@code split}, on {@code
 * io.nightjar.spark.train.checkpoint}, the core's metrics and the words of its configs, on nothing
 * of Spark.
 */
package io.nightjar.spark.train.trees.grow;
