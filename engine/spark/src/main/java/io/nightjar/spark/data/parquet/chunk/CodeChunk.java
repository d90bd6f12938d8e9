package io.nightjar.spark.data.parquet.chunk;

import java.io.IOException;
import java.util.List;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.bytes.BytesUtils;
import org.apache.parquet.column.ParquetProperties;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.column.values.rle.RunLengthBitPackingHybridEncoder;
import org.apache.parquet.io.api.Binary;

/** Texts of a list, as their places in it: the list is the chunk's dictionary. */
final class CodeChunk implements ChunkWriter {
  private final PageOutput out;
  private final Levels levels;
  private final List<Binary> texts;
  private final int bits;
  private final RunLengthBitPackingHybridEncoder codes;
  private final int[] counts;

  CodeChunk(PageOutput out, Levels levels, ParquetProperties properties, List<String> texts) {
    this.out = out;
    this.levels = levels;
    this.texts = texts.stream().map(Binary::fromString).toList();
    this.bits = BytesUtils.getWidthFromMaxInt(Math.max(texts.size() - 1, 0));
    this.counts = new int[texts.size()];
    this.codes =
        new RunLengthBitPackingHybridEncoder(
            bits,
            properties.getInitialSlabSize(),
            properties.getPageSizeThreshold(),
            properties.getAllocator());
  }

  @Override
  public void add(BlockColumn column, int from, int to) throws IOException {
    int[] given = ((BlockColumn.Codes) column).codes();
    for (int row = from; row < to; row++) {
      int code = given[row];
      if (code < 0) {
        levels.absent();
      } else {
        levels.present(1);
        codes.writeInt(code);
        counts[code]++;
      }
    }
  }

  @Override
  public long size() {
    return codes.getBufferedSize();
  }

  @Override
  public void endPage(int rows) throws IOException {
    Statistics<?> statistics = out.statistics();
    long bytes = 0;
    for (int code = 0; code < counts.length; code++) {
      if (counts[code] > 0) {
        statistics.updateStats(texts.get(code));
        bytes += (long) counts[code] * texts.get(code).length();
        counts[code] = 0;
      }
    }
    BytesInput values =
        BytesInput.concat(BytesInput.from(new byte[] {(byte) bits}), codes.toBytes());
    out.page(rows, levels, values, PageOutput.CODES, statistics, bytes);
    codes.reset();
    levels.reset();
  }

  @Override
  public void end() throws IOException {
    codes.close();
    out.dictionary(PlainValues.of(out.type(), texts), texts.size());
  }
}
