/**
 * How challengers' scores compare with the champion's on the same rows.
 *
 * <p>Entry type: {@link io.nightjar.spark.score.shadow.Comparison}. May depend on {@code
 * io.nightjar.spark.data} and the core.
 */
package io.nightjar.spark.score.shadow;
