/**
 * Exact metrics on all rows of a table, by a distributed sort.
 *
 * <p>Entry type: {@link io.nightjar.spark.evaluate.Evaluator}. May depend on {@code
 * io.nightjar.metrics} and Spark.
 */
package io.nightjar.spark.evaluate;
