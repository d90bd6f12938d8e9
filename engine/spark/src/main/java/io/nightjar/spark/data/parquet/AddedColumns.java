package io.nightjar.spark.data.parquet;

import java.io.IOException;
import java.util.Iterator;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.column.ColumnWriteStore;
import org.apache.parquet.column.ParquetProperties;
import org.apache.parquet.compression.CompressionCodecFactory;
import org.apache.parquet.hadoop.CodecFactory;
import org.apache.parquet.hadoop.ColumnChunkPageWriteStore;
import org.apache.parquet.hadoop.ParquetFileWriter;
import org.apache.parquet.hadoop.ParquetOutputFormat;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.ColumnIOFactory;
import org.apache.parquet.io.api.RecordConsumer;
import org.apache.parquet.schema.MessageType;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.execution.datasources.parquet.ParquetWriteSupport;

/** Encodes computed columns, a row group at a time, as Spark's own writer does. */
final class AddedColumns implements AutoCloseable {
  private final ParquetWriteSupport support = new ParquetWriteSupport();
  private final WriteSupport.WriteContext context;
  private final ParquetProperties properties = ParquetProperties.builder().build();
  private final CompressionCodecFactory codecs;
  private final CompressionCodecName codec;

  /**
   * Columns of rows that Spark's writer was prepared for.
   *
   * @param conf what {@code ParquetFileFormat.prepareWrite} left
   */
  AddedColumns(Configuration conf) {
    this.context = support.init(conf);
    this.codecs = new CodecFactory(conf, properties.getPageSizeThreshold());
    this.codec =
        CompressionCodecName.fromConf(
            conf.get(ParquetOutputFormat.COMPRESSION, CompressionCodecName.SNAPPY.name()));
  }

  /** Their types. */
  MessageType schema() {
    return context.getSchema();
  }

  /** What Spark's writer notes in a file. */
  Map<String, String> metadata() {
    return context.getExtraMetaData();
  }

  /**
   * Appends the columns of some rows to the row group that is open.
   *
   * @param rows at least {@code count} more; with fewer it fails
   */
  void append(Iterator<InternalRow> rows, long count, ParquetFileWriter file) throws IOException {
    ColumnChunkPageWriteStore pages =
        new ColumnChunkPageWriteStore(
            codecs.getCompressor(codec),
            schema(),
            properties.getAllocator(),
            properties.getColumnIndexTruncateLength());
    try (ColumnWriteStore columns = properties.newColumnWriteStore(schema(), pages)) {
      RecordConsumer consumer =
          new ColumnIOFactory(false).getColumnIO(schema()).getRecordWriter(columns);
      support.prepareForWrite(consumer);
      for (long row = 0; row < count; row++) {
        if (!rows.hasNext()) {
          throw new IllegalStateException(
              "only %d rows were computed for a row group of %d".formatted(row, count));
        }
        support.write(rows.next());
      }
      consumer.flush();
      columns.flush();
      pages.flushToFileWriter(file);
    } finally {
      pages.close();
    }
  }

  @Override
  public void close() {
    codecs.release();
  }
}
