package io.nightjar.spark.data.parquet;

import io.nightjar.spark.data.parquet.chunk.AddedColumns;
import io.nightjar.spark.data.parquet.chunk.ComputedBlocks;
import java.io.IOException;
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
import org.apache.parquet.column.ParquetProperties;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.ParquetFileWriter;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.util.HadoopInputFile;
import org.apache.parquet.hadoop.util.HadoopOutputFile;
import org.apache.parquet.io.SeekableInputStream;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;
import org.apache.spark.sql.execution.datasources.parquet.ParquetReadSupport;
import org.apache.spark.sql.types.StructType;

/** Writes one partition's file: copied columns, and computed ones behind them. */
final class PartWriter implements AutoCloseable {
  private static final String LEFT_OUT = "rows are left out";

  private final Spec spec;
  private final Configuration conf;
  private final Path path;
  private final CopiedColumns copied;
  private final AddedColumns added;
  private ParquetFileWriter file;
  private MessageType schema;

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

  /**
   * A writer of one partition.
   *
   * @param computed rows for those of the partition's splits, in their order
   */
  PartWriter(Spec spec, ComputedBlocks computed, Configuration conf, Path path) {
    this.spec = spec;
    this.conf = conf;
    this.path = path;
    this.copied = new CopiedColumns(spec.names());
    this.added = new AddedColumns(spec.added(), computed, conf);
  }

  /**
   * Writes the row groups of some splits with the computed columns of their rows behind.
   *
   * @return the types of what was written; null where there was no row and so no file
   * @throws NotCopied if the columns can't be copied, or a row can't stay
   */
  String write(List<FileSplit> splits) throws IOException {
    for (FileSplit split : splits) {
      write(split);
    }
    if (added.hasRows()) {
      throw new IllegalStateException("more rows were computed than the files " + splits + " have");
    }
    if (file == null) {
      return null;
    }
    Map<String, String> metadata = new HashMap<>(added.metadata());
    metadata.put(ParquetReadSupport.SPARK_METADATA_KEY(), spec.rowSchema());
    file.end(metadata);
    return schema.toString();
  }

  /** The types of what a file holds; empty where it isn't whole. */
  static Optional<String> schema(Path file, Configuration conf) {
    try (ParquetFileReader reader = ParquetFileReader.open(HadoopInputFile.fromPath(file, conf))) {
      return Optional.of(reader.getFileMetaData().getSchema().toString());
    } catch (IOException | RuntimeException e) {
      return Optional.empty();
    }
  }

  private void write(FileSplit split) throws IOException {
    Path from = new Path(split.path());
    HadoopInputFile input = HadoopInputFile.fromPath(from, conf);
    var options =
        HadoopReadOptions.builder(conf, from).withRange(split.start(), split.end()).build();
    try (ParquetFileReader reader = ParquetFileReader.open(input, options);
        SeekableInputStream stream = input.newStream()) {
      for (BlockMetaData block : reader.getRowGroups()) {
        open(reader);
        file.startBlock(block.getRowCount());
        copied.append(reader, stream, block, schema, file);
        added.append(block.getRowCount(), file);
        if (!added.whole()) {
          throw new NotCopied(LEFT_OUT);
        }
        file.endBlock();
      }
    }
  }

  private void open(ParquetFileReader reader) throws IOException {
    List<Type> types = new ArrayList<>(copied.types(reader));
    types.addAll(added.schema().getFields());
    MessageType wanted = new MessageType(added.schema().getName(), types);
    if (file == null) {
      schema = wanted;
      file =
          new ParquetFileWriter(
              HadoopOutputFile.fromPath(path, conf),
              schema,
              ParquetFileWriter.Mode.CREATE,
              ParquetWriter.DEFAULT_BLOCK_SIZE,
              ParquetWriter.MAX_PADDING_SIZE_DEFAULT,
              null,
              ParquetProperties.builder().build());
      file.start();
    } else if (!schema.equals(wanted)) {
      throw new NotCopied(reader.getFile() + " has other types than the files before it");
    }
  }

  @Override
  public void close() {
    added.close();
    if (file != null) {
      try {
        file.close();
      } catch (IOException e) {
        throw new UncheckedIOException(path + " can't be closed", e);
      }
    }
  }
}
