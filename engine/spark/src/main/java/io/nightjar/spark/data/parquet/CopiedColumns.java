package io.nightjar.spark.data.parquet;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.ParquetFileWriter;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.io.SeekableInputStream;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;

/** Copies columns of a file's row groups as they lie on disk. */
final class CopiedColumns {
  /** Files in a calendar of old must be read by rules that a copy wouldn't tell of. */
  private static final Set<String> OLD_CALENDAR =
      Set.of("org.apache.spark.legacyDateTime", "org.apache.spark.legacyINT96");

  private final List<String> names;

  CopiedColumns(List<String> names) {
    this.names = names;
  }

  /**
   * The types of the columns in a file.
   *
   * @throws NotCopied if the file's columns can't be copied
   */
  List<Type> types(ParquetFileReader file) {
    MessageType schema = file.getFileMetaData().getSchema();
    for (String key : OLD_CALENDAR) {
      if (file.getFileMetaData().getKeyValueMetaData().containsKey(key) && !names.isEmpty()) {
        throw new NotCopied(file.getFile() + " holds dates in the calendar of before 1582");
      }
    }
    List<Type> types = new ArrayList<>();
    for (String name : names) {
      if (!schema.containsField(name)) {
        throw new NotCopied(file.getFile() + " has no column \"" + name + "\"");
      }
      types.add(schema.getType(name));
    }
    return types;
  }

  /**
   * Appends the columns of one row group to the row group that is open.
   *
   * @param stream over the file that {@code from} reads
   * @param wanted the types of what is written; the columns come first, in their order
   */
  void append(
      ParquetFileReader from,
      SeekableInputStream stream,
      BlockMetaData block,
      MessageType wanted,
      ParquetFileWriter to)
      throws IOException {
    Map<List<String>, ColumnChunkMetaData> chunks = new HashMap<>();
    block.getColumns().forEach(chunk -> chunks.put(List.of(chunk.getPath().toArray()), chunk));
    for (ColumnDescriptor column : wanted.getColumns()) {
      if (names.contains(column.getPath()[0])) {
        ColumnChunkMetaData chunk = chunks.get(List.of(column.getPath()));
        to.appendColumnChunk(
            column,
            stream,
            chunk,
            from.readBloomFilter(chunk),
            from.readColumnIndex(chunk),
            from.readOffsetIndex(chunk));
      }
    }
  }
}
