/**
 * Tables as they are worked with: fingerprinted, split, read row by row, folded in a fixed order.
 *
 * <p>Entry type: {@link io.nightjar.spark.data.Table}. May depend on {@code io.nightjar.config},
 * {@code io.nightjar.features}, Spark SQL and Hadoop's FileSystem.
 */
package io.nightjar.spark.data;
