package io.nightjar.spark.data.parquet.chunk;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.ParquetProperties;
import org.apache.parquet.column.page.PageWriter;
import org.apache.parquet.compression.CompressionCodecFactory;
import org.apache.parquet.hadoop.CodecFactory;
import org.apache.parquet.hadoop.ColumnChunkPageWriteStore;
import org.apache.parquet.hadoop.ParquetOutputFormat;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.schema.MessageType;
import org.apache.spark.sql.catalyst.CatalystTypeConverters;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.execution.datasources.parquet.ParquetWriteSupport;
import org.apache.spark.sql.types.StructType;

/**
 * Encodes computed columns, a row group at a time; types, file metadata and single values are those
 * of Spark's own writer. Pages of all columns end at the same rows.
 */
public final class AddedColumns implements AutoCloseable {
  private final StructType types;
  private final BlockCursor blocks;
  private final ParquetWriteSupport support = new ParquetWriteSupport();
  private final WriteSupport.WriteContext context;
  private final ParquetProperties properties = ParquetProperties.builder().build();
  private final CompressionCodecFactory codecs;
  private final CompressionCodecName codec;

  /**
   * Columns of one partition.
   *
   * @param types of the columns, which Spark's writer was prepared for
   * @param conf what {@code ParquetFileFormat.prepareWrite} left
   */
  public AddedColumns(StructType types, ComputedBlocks blocks, Configuration conf) {
    this.types = types;
    this.blocks = new BlockCursor(blocks, types.size());
    this.context = support.init(conf);
    this.codecs = new CodecFactory(conf, properties.getPageSizeThreshold());
    this.codec =
        CompressionCodecName.fromConf(
            conf.get(ParquetOutputFormat.COMPRESSION, CompressionCodecName.SNAPPY.name()));
  }

  /** Their types in the file. */
  public MessageType schema() {
    return context.getSchema();
  }

  /** What Spark's writer notes in a file. */
  public Map<String, String> metadata() {
    return context.getExtraMetaData();
  }

  /** Whether there are rows left. */
  public boolean hasRows() {
    return blocks.rows() > 0;
  }

  /**
   * Encodes the columns of a row group's rows, the next ones.
   *
   * @param count rows of the row group, 1 or more; where there are fewer it fails
   */
  public EncodedGroup encode(long count) throws IOException {
    ColumnChunkPageWriteStore pages =
        new ColumnChunkPageWriteStore(
            codecs.getCompressor(codec),
            schema(),
            properties.getAllocator(),
            properties.getColumnIndexTruncateLength());
    EncodedGroup group = new EncodedGroup(pages);
    boolean done = false;
    try {
      encode(count, group, pages);
      done = true;
      return group;
    } finally {
      if (!done) {
        group.close();
      }
    }
  }

  private void encode(long count, EncodedGroup group, ColumnChunkPageWriteStore pages)
      throws IOException {
    List<ChunkWriter> chunks = List.of();
    int open = 0;
    while (group.seen() < count) {
      int rows = blocks.rows();
      if (rows == 0) {
        throw new IllegalStateException(
            "only %d rows were computed for a row group of %d".formatted(group.seen(), count));
      }
      if (chunks.isEmpty() && blocks.passesAny()) {
        chunks = chunks(pages);
      }
      int taken = (int) Math.min(Math.min(rows, count - group.seen()), pageRows() - open);
      open += blocks.take(taken, chunks, group);
      boolean full = open == pageRows() || group.seen() == count || isFull(chunks);
      if (full && open > 0) {
        for (ChunkWriter chunk : chunks) {
          chunk.endPage(open);
        }
        open = 0;
      }
    }
    for (ChunkWriter chunk : chunks) {
      chunk.end();
    }
  }

  private int pageRows() {
    return properties.getPageRowCountLimit();
  }

  private boolean isFull(List<ChunkWriter> chunks) {
    return chunks.stream().anyMatch(chunk -> chunk.size() >= properties.getPageSizeThreshold());
  }

  private List<ChunkWriter> chunks(ColumnChunkPageWriteStore pages) {
    List<ColumnDescriptor> columns = schema().getColumns();
    ParquetValues constants = constants();
    List<ChunkWriter> chunks = new ArrayList<>();
    for (int i = 0; i < columns.size(); i++) {
      PageWriter writer = pages.getPageWriter(columns.get(i));
      chunks.add(chunk(i, columns.get(i), writer, constants));
    }
    return chunks;
  }

  private ChunkWriter chunk(
      int at, ColumnDescriptor column, PageWriter pages, ParquetValues constants) {
    BlockColumn values = blocks.column(at);
    PageOutput out = new PageOutput(column, pages);
    if (values instanceof BlockColumn.Constant) {
      return new ConstantChunk(out, new Levels(column, properties), constants.value(at));
    }
    if (values instanceof BlockColumn.Numbers) {
      return new NumberChunk(out, new Levels(column, properties), pageRows());
    }
    if (values instanceof BlockColumn.Codes codes) {
      return new CodeChunk(out, new Levels(column, properties), properties, codes.texts());
    }
    return new ValueChunk(column, pages, properties);
  }

  /** The columns that are the same in every row, as Spark's writer puts them. */
  private ParquetValues constants() {
    Object[] row = new Object[types.size()];
    for (int i = 0; i < row.length; i++) {
      if (blocks.column(i) instanceof BlockColumn.Constant constant) {
        row[i] =
            CatalystTypeConverters.createToCatalystConverter(types.fields()[i].dataType())
                .apply(constant.value());
      }
    }
    ParquetValues values = new ParquetValues(row.length);
    support.prepareForWrite(values);
    support.write(new GenericInternalRow(row));
    return values;
  }

  @Override
  public void close() {
    codecs.release();
  }
}
