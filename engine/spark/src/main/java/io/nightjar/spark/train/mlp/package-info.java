/**
 * Multilayer perceptrons on encoded column blocks: inside one task, or over all executors.
 *
 * <p>Entry type: {@link io.nightjar.spark.train.mlp.MlpSolver}. May depend on {@code
 * io.nightjar.spark.train.block}, {@code solve} and {@code task}, the core and the kernels.
 */
package io.nightjar.spark.train.mlp;
