/**
 * Multilayer perceptrons on encoded column blocks: inside one task, or over all executors.
 *
 * <p>Entry type: {@link io.nightjar.spark.train.mlp.MlpTraining}. May depend on {@code
 * io.nightjar.spark.data}, {@code io.nightjar.spark.kernel}, {@code io.nightjar.spark.train.block},
 * {@code io.nightjar.spark.train.checkpoint}, {@code io.nightjar.spark.train.solve}, {@code
 * io.nightjar.spark.train.task}, its sub-package, the core, the kernels and Spark.
 */
package io.nightjar.spark.train.mlp;
