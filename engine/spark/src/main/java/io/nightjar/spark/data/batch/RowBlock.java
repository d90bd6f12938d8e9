package io.nightjar.spark.data.batch;

import io.nightjar.features.raw.RawBatch;
import java.util.function.IntFunction;
import org.apache.spark.sql.catalyst.InternalRow;

/**
 * Some rows as batches of raw columns and, one by one, as Spark holds them. Both are borrowed until
 * the next block; a single row until the next row.
 *
 * @param raw the columns to compute with, of the rows that pass a filter
 * @param rows by row of the batch, the columns that are passed on
 * @param filtered by row as they lie in the file, whether the filter keeps it from the batch; of
 *     length 0 where all pass
 */
public record RowBlock(RawBatch raw, IntFunction<InternalRow> rows, boolean[] filtered) {}
