package io.nightjar.spark.data.parquet;

import io.nightjar.model.files.FileHash;
import io.nightjar.model.files.Sha256;
import io.nightjar.spark.data.parquet.chunk.AddedColumns;
import io.nightjar.spark.data.parquet.chunk.ComputedBlocks;
import io.nightjar.spark.data.parquet.chunk.EncodedGroup;
import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.HadoopReadOptions;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.column.ParquetProperties;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.ParquetFileWriter;
import org.apache.parquet.hadoop.ParquetInputFormat;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.FileMetaData;
import org.apache.parquet.hadoop.util.HadoopInputFile;
import org.apache.parquet.io.SeekableInputStream;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.execution.datasources.parquet.ParquetReadSupport;
import org.apache.spark.sql.types.StructType;

/**
 * Writes one partition's file: copied columns, and computed ones behind them. A row group that
 * loses rows is encoded anew, any other is copied as it lies on disk.
 */
final class PartWriter implements AutoCloseable {
  /** What a file says of how many rows of its splits a filter dropped; a later run asks for it. */
  private static final String FILTERED = "nightjar.rows-filtered";

  private final Spec spec;
  private final Configuration conf;
  private final Path path;
  private final CopiedColumns copied;
  private final FilteredColumns filtered;
  private final AddedColumns added;
  private final RowPart leftOut;
  private HashedFile hashed;
  private ParquetFileWriter file;
  private MessageType schema;
  private long rowsFiltered;

  /**
   * What all partitions write.
   *
   * @param names the columns that are copied, in order
   * @param added the computed columns
   * @param rowSchema Spark's schema of the written rows, as JSON
   */
  record Spec(List<String> names, StructType added, String rowSchema) implements Serializable {
    Spec {
      names = List.copyOf(names);
    }
  }

  /** A file's types and bytes, and how many rows of its splits a filter dropped. */
  record Content(String schema, FileHash hash, long filtered) implements Serializable {}

  /**
   * A writer of one partition.
   *
   * @param computed rows for those of the partition's splits, in their order
   * @param leftOut takes what is told of rows that don't stay
   */
  PartWriter(Spec spec, ComputedBlocks computed, RowPart leftOut, Configuration conf, Path path) {
    this.spec = spec;
    this.conf = conf;
    this.path = path;
    this.leftOut = leftOut;
    this.copied = new CopiedColumns(spec.names());
    this.filtered = new FilteredColumns(conf);
    this.added = new AddedColumns(spec.added(), computed, conf);
  }

  /**
   * Writes the row groups of some splits with the computed columns of their rows behind.
   *
   * @return what was written; empty where no row stays and so there is no file
   * @throws NotCopied if the columns can't be copied
   * @throws io.nightjar.NightjarException of kind DATA for a file that says of a row group that it
   *     lies outside of it
   */
  Optional<Content> write(List<FileSplit> splits) throws IOException {
    for (FileSplit split : splits) {
      write(split);
    }
    if (added.hasRows()) {
      throw new IllegalStateException("more rows were computed than the files " + splits + " have");
    }
    if (file == null) {
      return Optional.empty();
    }
    Map<String, String> metadata = new HashMap<>(added.metadata());
    metadata.put(ParquetReadSupport.SPARK_METADATA_KEY(), spec.rowSchema());
    if (rowsFiltered > 0) {
      metadata.put(FILTERED, Long.toString(rowsFiltered));
    }
    file.end(metadata);
    file.close();
    return Optional.of(new Content(schema.toString(), hashed.hash(), rowsFiltered));
  }

  /** How many rows a filter has dropped. */
  long filtered() {
    return rowsFiltered;
  }

  /** What a file holds that was written before; empty where it isn't whole. */
  static Optional<Content> read(Path file, Configuration conf) {
    try (ParquetFileReader reader = ParquetFooters.open(HadoopInputFile.fromPath(file, conf));
        InputStream bytes = file.getFileSystem(conf).open(file)) {
      FileMetaData said = reader.getFileMetaData();
      long filtered = Long.parseLong(said.getKeyValueMetaData().getOrDefault(FILTERED, "0"));
      String schema = said.getSchema().toString();
      return Optional.of(new Content(schema, Sha256.of(bytes), filtered));
    } catch (IOException | RuntimeException e) {
      return Optional.empty();
    }
  }

  private void write(FileSplit split) throws IOException {
    HadoopInputFile input = HadoopInputFile.fromPath(new Path(split.path()), conf);
    try (ParquetFileReader reader = ParquetFileReader.open(input, options(split));
        SeekableInputStream stream = input.newStream()) {
      List<BlockMetaData> blocks = reader.getRowGroups();
      ParquetFooters.requireInside(split.path(), blocks, input.getLength());
      for (int index = 0; index < blocks.size(); index++) {
        if (split.holds(blocks.get(index))) {
          require(reader);
          write(reader, stream, index);
        }
      }
    }
  }

  /** Pages that are decoded are checked by their checksums where nobody has decided on it. */
  private ParquetReadOptions options(FileSplit split) {
    return HadoopReadOptions.builder(conf, new Path(split.path()))
        .usePageChecksumVerification(
            conf.getBoolean(ParquetInputFormat.PAGE_VERIFY_CHECKSUM_ENABLED, true))
        .build();
  }

  /** The computed columns come first, as they say which rows stay. */
  private void write(ParquetFileReader reader, SeekableInputStream stream, int index)
      throws IOException {
    BlockMetaData block = reader.getRowGroups().get(index);
    try (EncodedGroup computed = added.encode(block.getRowCount())) {
      rowsFiltered += computed.filtered();
      for (InternalRow row : computed.told()) {
        leftOut.write(row);
      }
      if (computed.rows() == 0) {
        return;
      }
      open();
      file.startBlock(computed.rows());
      if (computed.leftOut().isEmpty()) {
        copied.append(reader, stream, block, schema, file);
      } else {
        List<Type> kept = schema.getFields().subList(0, spec.names().size());
        filtered.append(new FilteredColumns.Group(reader, index, computed.leftOut()), kept, file);
      }
      computed.appendTo(file);
      file.endBlock();
    }
  }

  /** Refuses a file whose columns can't be copied behind those before. */
  private void require(ParquetFileReader reader) {
    List<Type> types = new ArrayList<>(copied.types(reader));
    types.addAll(added.schema().getFields());
    MessageType wanted = new MessageType(added.schema().getName(), types);
    if (schema == null) {
      schema = wanted;
    } else if (!schema.equals(wanted)) {
      throw new NotCopied(reader.getFile() + " has other types than the files before it");
    }
  }

  private void open() throws IOException {
    if (file != null) {
      return;
    }
    hashed = new HashedFile(path, conf);
    file =
        new ParquetFileWriter(
            hashed,
            schema,
            ParquetFileWriter.Mode.CREATE,
            ParquetWriter.DEFAULT_BLOCK_SIZE,
            ParquetWriter.MAX_PADDING_SIZE_DEFAULT,
            null,
            ParquetProperties.builder().build());
    file.start();
  }

  @Override
  public void close() {
    added.close();
    filtered.close();
    if (file != null) {
      try {
        file.close();
      } catch (IOException e) {
        throw new UncheckedIOException(path + " can't be closed", e);
      }
    }
  }
}
