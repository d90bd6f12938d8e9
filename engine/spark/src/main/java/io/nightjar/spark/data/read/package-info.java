/**
 * Reads Parquet, ORC, CSV, Delta, Iceberg and catalog tables; what can't be read is named in one
 * line.
 *
 * <p>Entry type: {@link io.nightjar.spark.data.read.Tables}. May depend on {@code
 * io.nightjar.spark.data}, {@code io.nightjar.config} and Spark's readers.
 */
package io.nightjar.spark.data.read;
