/**
 * Tables read as batches of raw columns, from Spark's internal rows, column vectors and physical
 * plans; which rows of files are read, {@code io.nightjar.spark.data.parquet.scan} says.
 */
package io.nightjar.spark.data.batch;
