/**
 * Exact metrics on all rows of a table, by a distributed sort, and what is fitted on its scores:
 * calibrations and thresholds.
 *
 * <p>Entry type: {@link io.nightjar.spark.evaluate.Evaluator}. May depend on {@code
 * io.nightjar.metrics}, {@code io.nightjar.model.calibration}, {@code io.nightjar.spark.data} and
 * Spark.
 */
package io.nightjar.spark.evaluate;
