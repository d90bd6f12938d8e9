/**
 * The kernels of a Spark task, for trainers and scorers.
 *
 * <p>Entry type: {@link io.nightjar.spark.kernel.TaskKernels}. May depend on the kernels and the
 * core.
 */
package io.nightjar.spark.kernel;
