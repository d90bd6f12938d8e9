package io.nightjar.spark.data.batch;

import io.nightjar.features.raw.RawBatch;
import java.util.function.IntFunction;
import org.apache.spark.sql.catalyst.InternalRow;

/**
 * Some rows as batches of raw columns and, one by one, as Spark holds them. Both are borrowed until
 * the next block; a single row until the next row.
 *
 * @param raw the columns to compute with
 * @param rows by row of the batch, the columns that are passed on
 */
public record RowBlock(RawBatch raw, IntFunction<InternalRow> rows) {}
