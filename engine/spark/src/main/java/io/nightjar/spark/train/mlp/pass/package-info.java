/**
 * One pass of a neural network over some rows: its weights as one vector, the loss, its gradient.
 *
 * <p>Entry type: {@link io.nightjar.spark.train.mlp.pass.Backpropagation}. May depend on {@code
 * io.nightjar.spark.train.block}, {@code io.nightjar.spark.train.elementary}, {@code
 * io.nightjar.spark.train.task}, the core and the kernels, on nothing of Spark.
 */
package io.nightjar.spark.train.mlp.pass;
