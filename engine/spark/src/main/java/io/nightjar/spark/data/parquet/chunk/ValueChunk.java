package io.nightjar.spark.data.parquet.chunk;

import java.io.IOException;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.ParquetProperties;
import org.apache.parquet.column.page.DictionaryPage;
import org.apache.parquet.column.page.PageWriter;
import org.apache.parquet.column.statistics.SizeStatistics;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.column.statistics.geospatial.GeospatialStatistics;
import org.apache.parquet.column.values.ValuesWriter;
import org.apache.parquet.io.api.Binary;

/**
 * Any texts, whole numbers and lists, value by value: by a dictionary as long as that is shorter.
 */
final class ValueChunk implements ChunkWriter {
  private final ColumnDescriptor column;
  private final PageWriter pages;
  private final ValuesWriter repetitions;
  private final ValuesWriter definitions;
  private final ValuesWriter values;
  private Statistics<?> statistics;
  private SizeStatistics.Builder sizes;
  private int count;

  ValueChunk(ColumnDescriptor column, PageWriter pages, ParquetProperties properties) {
    this.column = column;
    this.pages = pages;
    this.repetitions = properties.newRepetitionLevelWriter(column);
    this.definitions = properties.newDefinitionLevelWriter(column);
    this.values = properties.newValuesWriter(column);
    begin();
  }

  private void begin() {
    statistics = Statistics.createStats(column.getPrimitiveType());
    sizes =
        SizeStatistics.newBuilder(
            column.getPrimitiveType(),
            column.getMaxRepetitionLevel(),
            column.getMaxDefinitionLevel());
    count = 0;
  }

  @Override
  public void add(BlockColumn given, int from, int to) {
    for (int row = from; row < to; row++) {
      if (given instanceof BlockColumn.Integers integers) {
        add(integers, row);
      } else if (given instanceof BlockColumn.Lists lists) {
        add(lists, row);
      } else {
        add(((BlockColumn.Texts) given).values()[row]);
      }
    }
  }

  private void add(BlockColumn.Integers integers, int row) {
    if (integers.nulls().length > 0 && integers.nulls()[row]) {
      addNull();
      return;
    }
    int value = integers.values()[row];
    level(0, column.getMaxDefinitionLevel());
    values.writeInteger(value);
    statistics.updateStats(value);
    sizes.add(0, column.getMaxDefinitionLevel());
  }

  private void add(BlockColumn.Lists lists, int row) {
    if (lists.nulls().length > 0 && lists.nulls()[row]) {
      addNull();
      return;
    }
    for (int k = 0; k < lists.width(); k++) {
      double value = lists.values()[row * lists.width() + k];
      int repetition = k == 0 ? 0 : column.getMaxRepetitionLevel();
      level(repetition, column.getMaxDefinitionLevel());
      values.writeDouble(value);
      statistics.updateStats(value);
      sizes.add(repetition, column.getMaxDefinitionLevel());
    }
  }

  private void add(String text) {
    if (text == null) {
      addNull();
      return;
    }
    Binary value = Binary.fromString(text);
    level(0, column.getMaxDefinitionLevel());
    values.writeBytes(value);
    statistics.updateStats(value);
    sizes.add(0, column.getMaxDefinitionLevel(), value);
  }

  private void addNull() {
    level(0, 0);
    statistics.incrementNumNulls();
    sizes.add(0, 0);
  }

  private void level(int repetition, int definition) {
    repetitions.writeInteger(repetition);
    definitions.writeInteger(definition);
    count++;
  }

  @Override
  public long size() {
    return values.getBufferedSize();
  }

  @Override
  public void endPage(int rows) throws IOException {
    BytesInput bytes =
        BytesInput.concat(repetitions.getBytes(), definitions.getBytes(), values.getBytes());
    pages.writePage(
        bytes,
        count,
        rows,
        statistics,
        sizes.build(),
        GeospatialStatistics.noopBuilder().build(),
        repetitions.getEncoding(),
        definitions.getEncoding(),
        values.getEncoding());
    repetitions.reset();
    definitions.reset();
    values.reset();
    begin();
  }

  @Override
  public void end() throws IOException {
    DictionaryPage dictionary = values.toDictPageAndClose();
    if (dictionary != null) {
      pages.writeDictionaryPage(dictionary);
      values.resetDictionary();
    }
    repetitions.close();
    definitions.close();
    values.close();
  }
}
