package io.nightjar.spark.data.parquet.chunk;

import java.io.IOException;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.ParquetProperties;
import org.apache.parquet.column.values.ValuesWriter;

/**
 * Which rows of a page have a value: the definition levels of a column outside of lists. A page
 * without nulls is one run, whatever its rows.
 */
final class Levels {
  private final ColumnDescriptor column;
  private final ParquetProperties properties;
  private int present;
  private int absent;
  private ValuesWriter mixed;

  Levels(ColumnDescriptor column, ParquetProperties properties) {
    if (column.getMaxRepetitionLevel() > 0 || column.getMaxDefinitionLevel() > 1) {
      throw new IllegalArgumentException(column + " is nested; must be a column of its own");
    }
    this.column = column;
    this.properties = properties;
  }

  /** The next {@code rows} rows have a value. */
  void present(int rows) {
    for (int row = 0; row < rows && mixed != null; row++) {
      mixed.writeInteger(1);
    }
    present += rows;
  }

  /** The next row has none. */
  void absent() {
    if (column.getMaxDefinitionLevel() == 0) {
      throw new IllegalStateException(column + " has a null; must have a value in each row");
    }
    if (mixed == null) {
      mixed = properties.newDefinitionLevelWriter(column);
      for (int row = 0; row < present; row++) {
        mixed.writeInteger(1);
      }
    }
    mixed.writeInteger(0);
    absent++;
  }

  /** How many rows of the page have no value. */
  int nulls() {
    return absent;
  }

  /** The page's levels as its first bytes: none for a column that is never null. */
  BytesInput bytes() throws IOException {
    if (column.getMaxDefinitionLevel() == 0) {
      return BytesInput.empty();
    }
    if (mixed != null) {
      return mixed.getBytes();
    }
    // An RLE run of the hybrid encoding: its length twice, as the last bit says "run", then a byte.
    BytesInput run =
        BytesInput.concat(
            BytesInput.fromUnsignedVarInt(present << 1), BytesInput.from(new byte[] {1}));
    return BytesInput.concat(BytesInput.fromInt((int) run.size()), run);
  }

  /** Begins another page. */
  void reset() {
    if (mixed != null) {
      mixed.close();
      mixed = null;
    }
    present = 0;
    absent = 0;
  }
}
