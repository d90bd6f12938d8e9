package io.nightjar.spark.data.parquet;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.ParquetFileWriter;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.io.SeekableInputStream;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;

/** Copies columns of a file's row groups as they lie on disk. */
final class CopiedColumns {
  private static final String WRITTEN_BY = "org.apache.spark.version";
  private static final String OLD_CALENDAR = "org.apache.spark.legacy";

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
    List<Type> types = new ArrayList<>();
    for (String name : names) {
      if (!schema.containsField(name)) {
        throw new NotCopied(file.getFile() + " has no column \"" + name + "\"");
      }
      types.add(schema.getType(name));
    }
    boolean dated = types.stream().anyMatch(CopiedColumns::holdsDates);
    if (dated && !isOfTodaysCalendar(file.getFileMetaData().getKeyValueMetaData())) {
      throw new NotCopied(
          file.getFile()
              + " holds dates and was not written by Spark 3.1 or newer in today's calendar");
    }
    return types;
  }

  /** Dates and moments of before 1582 lie otherwise in files of older or other writers. */
  private static boolean isOfTodaysCalendar(Map<String, String> metadata) {
    String version = metadata.get(WRITTEN_BY);
    boolean old = metadata.keySet().stream().anyMatch(key -> key.startsWith(OLD_CALENDAR));
    return version != null && !old && isFromThreeOne(version);
  }

  private static boolean isFromThreeOne(String version) {
    String[] parts = version.split("[.-]");
    try {
      int major = Integer.parseInt(parts[0]);
      return major > 3 || (major == 3 && parts.length > 1 && Integer.parseInt(parts[1]) >= 1);
    } catch (NumberFormatException e) {
      return false;
    }
  }

  private static boolean holdsDates(Type type) {
    if (!type.isPrimitive()) {
      return type.asGroupType().getFields().stream().anyMatch(CopiedColumns::holdsDates);
    }
    LogicalTypeAnnotation logical = type.getLogicalTypeAnnotation();
    return logical instanceof LogicalTypeAnnotation.DateLogicalTypeAnnotation
        || logical instanceof LogicalTypeAnnotation.TimestampLogicalTypeAnnotation
        || type.asPrimitiveType().getPrimitiveTypeName() == PrimitiveTypeName.INT96;
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
