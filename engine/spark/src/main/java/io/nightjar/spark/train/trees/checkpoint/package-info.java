/**
 * Boosted trees so far, kept on a Hadoop file system for a run that is stopped.
 *
 * <p>Entry type: {@link io.nightjar.spark.train.trees.checkpoint.CheckpointFolder}. May depend on
 * {@code io.nightjar.spark.storage}, {@code io.nightjar.spark.train.trees.grow}, {@code split} and
 * the core.
 */
package io.nightjar.spark.train.trees.checkpoint;
