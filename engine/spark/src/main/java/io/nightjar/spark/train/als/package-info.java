/**
 * Alternating least squares over the kernels of normal equations and small Cholesky systems.
 *
 * <p>Entry type: {@link io.nightjar.spark.train.als.AlsTraining}. May depend on {@code
 * io.nightjar.spark.train.als.ratings}, {@code io.nightjar.spark.train.block}, {@code
 * io.nightjar.spark.train.checkpoint}, {@code io.nightjar.spark.train.size}, {@code
 * io.nightjar.spark.train.solve}, {@code io.nightjar.spark.train.task}, {@code
 * io.nightjar.spark.data}, the core and the kernels.
 */
package io.nightjar.spark.train.als;
