package io.nightjar.spark.data.parquet.chunk;

import java.io.IOException;
import java.util.List;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.page.DictionaryPage;
import org.apache.parquet.column.page.PageWriter;
import org.apache.parquet.column.statistics.SizeStatistics;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.column.statistics.geospatial.GeospatialStatistics;
import org.apache.parquet.schema.PrimitiveType;

/** The pages of a column outside of lists: levels, values and statistics put together. */
@SuppressWarnings("deprecation") // as encodings for new files; pages of version 1 have no others
final class PageOutput {
  /** Of values that are codes of a dictionary. */
  static final Encoding CODES = Encoding.PLAIN_DICTIONARY;

  private final ColumnDescriptor column;
  private final PageWriter pages;

  PageOutput(ColumnDescriptor column, PageWriter pages) {
    this.column = column;
    this.pages = pages;
  }

  PrimitiveType type() {
    return column.getPrimitiveType();
  }

  /** Statistics of a page, without a value yet. */
  Statistics<?> statistics() {
    return Statistics.createStats(type());
  }

  /**
   * Writes a page.
   *
   * @param values the encoded values of the rows that have one
   * @param statistics of these; the nulls are counted by the levels
   * @param textBytes the bytes of all texts as they are, 0 for numbers
   */
  void page(
      int rows,
      Levels levels,
      BytesInput values,
      Encoding encoding,
      Statistics<?> statistics,
      long textBytes)
      throws IOException {
    statistics.incrementNumNulls(levels.nulls());
    boolean nullable = column.getMaxDefinitionLevel() > 0;
    pages.writePage(
        BytesInput.concat(levels.bytes(), values),
        rows,
        rows,
        statistics,
        new SizeStatistics(type(), textBytes, List.of(), List.of()),
        GeospatialStatistics.noopBuilder().build(),
        Encoding.BIT_PACKED,
        nullable ? Encoding.RLE : Encoding.BIT_PACKED,
        encoding);
  }

  /** Writes the values that the pages' codes stand for. */
  void dictionary(BytesInput values, int size) throws IOException {
    pages.writeDictionaryPage(new DictionaryPage(values, size, CODES));
  }
}
