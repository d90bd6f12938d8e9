/**
 * Tables in, checked against their contract, fingerprinted, split and cut into column blocks.
 *
 * <p>Entry type: {@link io.nightjar.spark.data.Tables}. May depend on {@code io.nightjar.config},
 * {@code io.nightjar.features}, {@code io.nightjar.model}, the kernels' blocks, Spark SQL and
 * Hadoop's FileSystem.
 */
package io.nightjar.spark.data;
