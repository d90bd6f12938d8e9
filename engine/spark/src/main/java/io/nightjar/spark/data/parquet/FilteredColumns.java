package io.nightjar.spark.data.parquet;

import io.nightjar.spark.data.ReadFailures;
import java.io.IOException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.ColumnWriteStore;
import org.apache.parquet.column.ParquetProperties;
import org.apache.parquet.column.impl.ColumnReadStoreImpl;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.compression.CompressionCodecFactory;
import org.apache.parquet.example.DummyRecordConverter;
import org.apache.parquet.hadoop.CodecFactory;
import org.apache.parquet.hadoop.ColumnChunkPageWriteStore;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.ParquetFileWriter;
import org.apache.parquet.hadoop.ParquetOutputFormat;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;

/**
 * Columns of a row group without some of its rows: decoded and encoded again, one column after the
 * other, values and levels as they are. Bloom filters are not made anew.
 */
final class FilteredColumns implements AutoCloseable {
  private final ParquetProperties properties = ParquetProperties.builder().build();
  private final CompressionCodecFactory codecs;
  private final CompressionCodecName codec;

  FilteredColumns(Configuration conf) {
    this.codecs = new CodecFactory(conf, properties.getPageSizeThreshold());
    this.codec =
        CompressionCodecName.fromConf(
            conf.get(ParquetOutputFormat.COMPRESSION, CompressionCodecName.SNAPPY.name()));
  }

  /** A row group of a file, and which of its rows are left out. */
  record Group(ParquetFileReader file, int index, BitSet leftOut) {}

  /** Appends columns to the row group that is open, in their order. */
  void append(Group group, List<Type> columns, ParquetFileWriter to) throws IOException {
    for (Type column : columns) {
      MessageType alone = new MessageType(column.getName(), column);
      try (ColumnChunkPageWriteStore pages =
          new ColumnChunkPageWriteStore(
              codecs.getCompressor(codec),
              alone,
              properties.getAllocator(),
              properties.getColumnIndexTruncateLength())) {
        copy(group, alone, pages);
        pages.flushToFileWriter(to);
      }
    }
  }

  private void copy(Group group, MessageType column, ColumnChunkPageWriteStore pages) {
    try (PageReadStore from = pages(group, column);
        ColumnWriteStore to = properties.newColumnWriteStore(column, pages)) {
      copy(group, leaves(group, column, from, to), to);
      to.flush();
    } catch (IOException | RuntimeException e) {
      throw ReadFailures.damaged(group.file().getFile(), "parquet", e);
    }
  }

  private static PageReadStore pages(Group group, MessageType column) throws IOException {
    group.file().setRequestedSchema(column);
    return group.file().readRowGroup(group.index());
  }

  /** The columns of a field that may be nested. */
  private static List<ColumnLeaf> leaves(
      Group group, MessageType field, PageReadStore from, ColumnWriteStore to) {
    ColumnReadStoreImpl readers =
        new ColumnReadStoreImpl(
            from,
            new DummyRecordConverter(field).getRootConverter(),
            field,
            group.file().getFileMetaData().getCreatedBy());
    List<ColumnLeaf> leaves = new ArrayList<>();
    for (ColumnDescriptor leaf : field.getColumns()) {
      leaves.add(new ColumnLeaf(readers.getColumnReader(leaf), to.getColumnWriter(leaf)));
    }
    return leaves;
  }

  private static void copy(Group group, List<ColumnLeaf> leaves, ColumnWriteStore to) {
    int rows = (int) group.file().getRowGroups().get(group.index()).getRowCount();
    int end = group.leftOut().previousClearBit(rows - 1) + 1; // of those behind nothing is asked
    for (int row = 0; row < end; row++) {
      if (group.leftOut().get(row)) {
        leaves.forEach(ColumnLeaf::skip);
      } else {
        leaves.forEach(ColumnLeaf::copy);
        to.endRecord();
      }
    }
  }

  @Override
  public void close() {
    codecs.release();
  }
}
