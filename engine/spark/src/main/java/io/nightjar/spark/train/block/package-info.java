/**
 * Encoded training rows in cached column blocks, and what kernels did with them.
 *
 * <p>Entry type: {@link io.nightjar.spark.train.block.LabelledBlocks}. May depend on {@code
 * io.nightjar.spark.data}, features, models and the kernels.
 */
package io.nightjar.spark.train.block;
