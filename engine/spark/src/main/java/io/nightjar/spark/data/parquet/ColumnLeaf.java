package io.nightjar.spark.data.parquet;

import org.apache.parquet.column.ColumnReader;
import org.apache.parquet.column.ColumnWriter;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;

/** A column of values on its way from one file to another, row by row. */
final class ColumnLeaf {
  private final ColumnReader from;
  private final ColumnWriter to;
  private final PrimitiveTypeName type;
  private final int present;

  ColumnLeaf(ColumnReader from, ColumnWriter to) {
    this.from = from;
    this.to = to;
    this.type = from.getDescriptor().getPrimitiveType().getPrimitiveTypeName();
    this.present = from.getDescriptor().getMaxDefinitionLevel();
  }

  /** Copies the next row's values. */
  void copy() {
    do {
      int repetition = from.getCurrentRepetitionLevel();
      int definition = from.getCurrentDefinitionLevel();
      if (definition == present) {
        value(repetition, definition);
      } else {
        to.writeNull(repetition, definition);
      }
      from.consume();
    } while (isWithinRow());
  }

  /** Passes over the next row's values. */
  void skip() {
    do {
      if (from.getCurrentDefinitionLevel() == present) {
        from.skip();
      }
      from.consume();
    } while (isWithinRow());
  }

  /** Behind the last value the reader stands at a row of its own. */
  private boolean isWithinRow() {
    return from.getCurrentRepetitionLevel() > 0;
  }

  private void value(int repetition, int definition) {
    switch (type) {
      case BOOLEAN -> to.write(from.getBoolean(), repetition, definition);
      case INT32 -> to.write(from.getInteger(), repetition, definition);
      case INT64 -> to.write(from.getLong(), repetition, definition);
      case FLOAT -> to.write(from.getFloat(), repetition, definition);
      case DOUBLE -> to.write(from.getDouble(), repetition, definition);
      case BINARY, FIXED_LEN_BYTE_ARRAY, INT96 ->
          to.write(from.getBinary(), repetition, definition);
    }
  }
}
