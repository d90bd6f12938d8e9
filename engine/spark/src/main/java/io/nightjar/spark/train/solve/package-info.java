/**
 * Minimisers of smooth functions, in plain loops on whichever JVM calls them.
 *
 * <p>Entry type: {@link io.nightjar.spark.train.solve.QuasiNewton}. May depend on nothing of Spark.
 */
package io.nightjar.spark.train.solve;
