/**
 * What a generalised linear model minimises, over blocks of rows, and what a fit of it is.
 *
 * <p>Entry type: {@link io.nightjar.spark.train.glm.objective.GlmObjective}. May depend on {@code
 * io.nightjar.spark.train.block}, {@code io.nightjar.spark.train.solve}, the core and the kernels.
 */
package io.nightjar.spark.train.glm.objective;
