/**
 * Copies columns of Spark's, from its rows, vectors and cached bytes, into raw columns.
 *
 * <p>Entry type: {@link io.nightjar.spark.data.batch.column.BatchColumns}. May depend on {@code
 * io.nightjar.features} and Spark's internal columns.
 */
package io.nightjar.spark.data.batch.column;
