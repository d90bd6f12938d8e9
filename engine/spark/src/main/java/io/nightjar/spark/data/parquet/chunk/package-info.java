/**
 * Columns that were computed, encoded as the column chunks of a row group: from arrays, with no
 * object and no call for a value where it is a number or one of a few texts.
 *
 * <p>Entry type: {@link io.nightjar.spark.data.parquet.chunk.AddedColumns}. May depend on Parquet
 * and on Spark's Parquet schema.
 */
package io.nightjar.spark.data.parquet.chunk;
