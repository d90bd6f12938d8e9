/**
 * Boosted trees so far, as a checkpoint has them.
 *
 * <p>Entry type: {@link io.nightjar.spark.train.trees.checkpoint.BoostedForm}. May depend on {@code
 * io.nightjar.spark.train.checkpoint}, {@code io.nightjar.spark.train.trees.grow}, {@code split}
 * and the core.
 */
package io.nightjar.spark.train.trees.checkpoint;
