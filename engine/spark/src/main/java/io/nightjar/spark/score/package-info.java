/**
 * Scores a table with a model and publishes the scores once per logical date, beside the rows that
 * could not be scored.
 *
 * <p>Entry type: {@link io.nightjar.spark.score.BatchScoring}. May depend on {@code
 * io.nightjar.spark.data}, {@code io.nightjar.spark.kernel}, its own sub-packages, the core and the
 * kernels.
 */
package io.nightjar.spark.score;
