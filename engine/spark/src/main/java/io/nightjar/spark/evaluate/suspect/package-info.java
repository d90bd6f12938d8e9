/**
 * Columns of a training table that its owner should look at: those that alone tell the label, and
 * those that say what another says.
 *
 * <p>Entry type: {@link io.nightjar.spark.evaluate.suspect.SuspectColumns}. May depend on {@code
 * io.nightjar.metrics}, {@code io.nightjar.model}, {@code io.nightjar.spark.data} and Spark.
 */
package io.nightjar.spark.evaluate.suspect;
