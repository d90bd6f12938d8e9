/**
 * Trees on rows that lie on many executors: plain stages of Spark, whose state can be made anew.
 *
 * <p>Entry type: {@link io.nightjar.spark.train.trees.distributed.DistributedRows}. May depend on
 * {@code io.nightjar.spark.data}, {@code io.nightjar.spark.evaluate}, {@code
 * io.nightjar.spark.kernel}, {@code io.nightjar.spark.train.task}, {@code
 * io.nightjar.spark.train.trees.local}, {@code grow}, {@code objective} and {@code split}, the
 * kernels and the core's metrics.
 */
package io.nightjar.spark.train.trees.distributed;
