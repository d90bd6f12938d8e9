/**
 * The rows of one task, as trees are grown on them by all of its cores.
 *
 * <p>Entry type: {@link io.nightjar.spark.train.trees.local.LocalRows}. May depend on {@code
 * io.nightjar.spark.train.task}, {@code io.nightjar.spark.train.trees.bins}, {@code grow}, {@code
 * objective} and {@code split}, the kernels and the core's metrics, on nothing of Spark.
 */
package io.nightjar.spark.train.trees.local;
