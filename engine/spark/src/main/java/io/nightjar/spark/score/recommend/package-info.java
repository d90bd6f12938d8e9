/**
 * The best items of each user, or users of each item, over the top-k kernel.
 *
 * <p>Entry type: {@link io.nightjar.spark.score.recommend.Recommendations}. May depend on {@code
 * io.nightjar.spark.data}, {@code io.nightjar.spark.kernel}, the core and the kernels.
 */
package io.nightjar.spark.score.recommend;
