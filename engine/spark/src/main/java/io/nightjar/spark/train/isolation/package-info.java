/**
 * Isolation forests: random trees over small samples of the rows.
 *
 * <p>Entry type: {@link io.nightjar.spark.train.isolation.IsolationTraining}. May depend on {@code
 * train.block}, {@code train.task}, {@code train.trees.bins} and {@code data}.
 */
package io.nightjar.spark.train.isolation;
