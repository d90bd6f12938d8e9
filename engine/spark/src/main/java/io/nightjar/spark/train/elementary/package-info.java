/**
 * Elementary functions in explicit steps, the same bits on every machine and in every loop.
 *
 * <p>Entry type: {@link io.nightjar.spark.train.elementary.Exponential}. Depends on nothing.
 */
package io.nightjar.spark.train.elementary;
