/**
 * The linear family on cached column blocks: by quasi-Newton steps and normal equations.
 *
 * <p>Entry type: {@link io.nightjar.spark.train.glm.GlmTraining}. May depend on {@code
 * io.nightjar.spark.kernel}, {@code io.nightjar.spark.train.block}, {@code
 * io.nightjar.spark.train.checkpoint}, {@code io.nightjar.spark.train.solve}, {@code
 * io.nightjar.spark.train.glm.objective}, the core and the kernels.
 */
package io.nightjar.spark.train.glm;
