/**
 * Trains a model on the training part of a split: features, blocks, fit.
 *
 * <p>Entry type: {@link io.nightjar.spark.train.Trainer}. May depend on {@code
 * io.nightjar.spark.data}, {@code io.nightjar.spark.kernel}, its own sub-packages, the core and the
 * kernels.
 */
package io.nightjar.spark.train;
