/**
 * Minimisers, in plain loops on whichever JVM calls them: over all rows, and from samples.
 *
 * <p>Entry type: {@link io.nightjar.spark.train.solve.QuasiNewton}. May depend on {@code
 * io.nightjar.spark.train.checkpoint}, on nothing of Spark.
 */
package io.nightjar.spark.train.solve;
