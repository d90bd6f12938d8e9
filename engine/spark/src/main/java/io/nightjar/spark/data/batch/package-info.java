/**
 * Tables read as batches of raw columns. The one room that knows Spark's internal rows, column
 * vectors and physical plans.
 */
package io.nightjar.spark.data.batch;
