package io.nightjar.spark.data.parquet.chunk;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.statistics.Statistics;

/** float64 numbers as they lie in memory. */
final class NumberChunk implements ChunkWriter {
  private final PageOutput out;
  private final Levels levels;
  private final ByteBuffer values;
  private Statistics<?> statistics;

  /**
   * @param pageRows most rows of a page
   */
  NumberChunk(PageOutput out, Levels levels, int pageRows) {
    this.out = out;
    this.levels = levels;
    this.values = ByteBuffer.allocate(pageRows * Double.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    this.statistics = out.statistics();
  }

  @Override
  public void add(BlockColumn column, int from, int to) {
    BlockColumn.Numbers numbers = (BlockColumn.Numbers) column;
    if (numbers.nulls().length == 0) {
      addAll(numbers.values(), from, to);
      return;
    }
    for (int row = from; row < to; row++) {
      if (numbers.nulls()[row]) {
        levels.absent();
      } else {
        addAll(numbers.values(), row, row + 1);
      }
    }
  }

  private void addAll(double[] numbers, int from, int to) {
    levels.present(to - from);
    values.asDoubleBuffer().put(numbers, from, to - from);
    values.position(values.position() + (to - from) * Double.BYTES);
    double least = numbers[from];
    double most = numbers[from];
    for (int row = from + 1; row < to; row++) {
      least = Math.min(least, numbers[row]);
      most = Math.max(most, numbers[row]);
    }
    if (Double.isNaN(least)) {
      for (int row = from; row < to; row++) {
        statistics.updateStats(numbers[row]);
      }
    } else {
      statistics.updateStats(least);
      statistics.updateStats(most);
    }
  }

  @Override
  public long size() {
    return values.position();
  }

  @Override
  public void endPage(int rows) throws IOException {
    BytesInput bytes = BytesInput.from(values.array(), 0, values.position());
    out.page(rows, levels, bytes, Encoding.PLAIN, statistics, 0);
    values.clear();
    levels.reset();
    statistics = out.statistics();
  }

  @Override
  public void end() {}
}
