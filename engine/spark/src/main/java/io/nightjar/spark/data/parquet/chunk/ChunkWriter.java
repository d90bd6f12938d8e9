package io.nightjar.spark.data.parquet.chunk;

import java.io.IOException;

/** Encodes one column of the row group that is open, page by page. */
interface ChunkWriter {

  /** Appends rows of a block, {@code to} excluded, to the open page. */
  void add(BlockColumn column, int from, int to) throws IOException;

  /** Bytes of the open page. */
  long size();

  /** Writes the open page of {@code rows} rows, 1 or more, and begins another. */
  void endPage(int rows) throws IOException;

  /** Writes what belongs to the chunk as a whole, after its last page. */
  void end() throws IOException;
}
