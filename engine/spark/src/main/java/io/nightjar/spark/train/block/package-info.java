/**
 * Encoded rows of a split in cached column blocks, and what kernels did with them.
 *
 * <p>Entry type: {@link io.nightjar.spark.train.block.LabelledBlocks}. May depend on {@code
 * io.nightjar.spark.data}, {@code io.nightjar.spark.kernel}, the core, the kernels and Spark.
 */
package io.nightjar.spark.train.block;
