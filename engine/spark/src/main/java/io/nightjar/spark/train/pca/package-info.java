/**
 * Principal components from the Gram kernel's sums.
 *
 * <p>Entry type: {@link io.nightjar.spark.train.pca.PcaTraining}. May depend on {@code
 * io.nightjar.spark.data}, {@code io.nightjar.spark.train.block}, the core and the kernels.
 */
package io.nightjar.spark.train.pca;
