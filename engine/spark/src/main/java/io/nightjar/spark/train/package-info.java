/**
 * Trains a model on the training part of a split: features, blocks, fit.
 *
 * <p>Entry type: {@link io.nightjar.spark.train.Trainer}. May depend on {@code
 * io.nightjar.spark.data}, its own sub-packages, the core, the kernels and Spark.
 */
package io.nightjar.spark.train;
