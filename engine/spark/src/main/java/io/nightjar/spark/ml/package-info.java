/**
 * The trainers and the scoring lane as stages of Spark ML's pipelines: thin adapters, whose
 * settings are those of a job's config.
 *
 * <p>Entry type: {@link io.nightjar.spark.ml.NightjarEstimator}. May depend on {@code
 * io.nightjar.spark.train}, {@code score}, {@code data} and what these depend on.
 */
package io.nightjar.spark.ml;
