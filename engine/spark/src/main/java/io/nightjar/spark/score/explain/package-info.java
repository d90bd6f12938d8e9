/**
 * Explanations of chosen rows of a table, on the driver.
 *
 * <p>Entry type: {@link io.nightjar.spark.score.explain.RowExplanations}. May depend on {@code
 * io.nightjar.spark.data} and the core.
 */
package io.nightjar.spark.score.explain;
