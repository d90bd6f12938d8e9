/**
 * Scores tables with Spark ML models, under the same contract as our own.
 *
 * <p>Entry type: {@link io.nightjar.spark.score.mllib.MllibTableScorer}. May depend on score, the
 * core and {@code train.mllib}.
 */
package io.nightjar.spark.score.mllib;
