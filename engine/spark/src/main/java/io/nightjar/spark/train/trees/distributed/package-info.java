/**
 * Trees on rows that lie on many executors: plain stages of Spark, whose state can be made anew.
 *
 * <p>Entry type: {@link io.nightjar.spark.train.trees.distributed.DistributedRows}. May depend on
 * {@code io.nightjar.spark.train.trees.local}, {@code grow}, {@code io.nightjar.spark.data} and
 * {@code io.nightjar.spark.evaluate}.
 */
package io.nightjar.spark.train.trees.distributed;
