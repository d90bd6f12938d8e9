/**
 * Minimisers on whichever JVM calls them: over all rows, from samples, and of small quadratics
 * without negative unknowns.
 *
 * <p>Entry type: {@link io.nightjar.spark.train.solve.QuasiNewton}. May depend on {@code
 * io.nightjar.spark.train.checkpoint} and the kernels, on nothing of Spark.
 */
package io.nightjar.spark.train.solve;
