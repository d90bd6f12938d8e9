/**
 * Any Spark ML estimator by class name, on our encoded features, kept as Spark writes it.
 *
 * <p>Entry type: {@link io.nightjar.spark.train.mllib.MllibTraining}. May depend on {@code
 * io.nightjar.spark.data}, the core and Spark ML.
 */
package io.nightjar.spark.train.mllib;
