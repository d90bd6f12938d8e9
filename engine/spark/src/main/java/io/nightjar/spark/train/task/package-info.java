/**
 * What fits inside one task share: where they run, their threads, draws that hang on rows alone.
 *
 * <p>Entry type: {@link io.nightjar.spark.train.task.FitPlace}. May depend on Spark's core alone.
 */
package io.nightjar.spark.train.task;
