package io.nightjar.spark.data.parquet.chunk;

import java.io.IOException;
import java.util.List;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.io.api.Binary;

/** One value in every row: the chunk's dictionary holds it, and a page holds its length alone. */
final class ConstantChunk implements ChunkWriter {
  private final PageOutput out;
  private final Levels levels;
  private final Object value;

  /**
   * @param value as Parquet holds it: an Integer, a Long or a Binary
   */
  ConstantChunk(PageOutput out, Levels levels, Object value) {
    this.out = out;
    this.levels = levels;
    this.value = value;
  }

  @Override
  public void add(BlockColumn column, int from, int to) {
    levels.present(to - from);
  }

  @Override
  public long size() {
    return 1;
  }

  @Override
  public void endPage(int rows) throws IOException {
    // Codes of no bits, as there is one value; then a run of the hybrid encoding.
    BytesInput codes =
        BytesInput.concat(
            BytesInput.from(new byte[] {0}), BytesInput.fromUnsignedVarInt(rows << 1));
    Statistics<?> statistics = out.statistics();
    PlainValues.update(statistics, value);
    long bytes = value instanceof Binary text ? (long) rows * text.length() : 0;
    out.page(rows, levels, codes, PageOutput.CODES, statistics, bytes);
    levels.reset();
  }

  @Override
  public void end() throws IOException {
    out.dictionary(PlainValues.of(out.type(), List.of(value)), 1);
  }
}
