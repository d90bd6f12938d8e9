package io.nightjar.spark.data.read.csv;

import java.util.Iterator;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.SpecificInternalRow;
import org.apache.spark.sql.types.StructType;

/** Lines as rows of values; each row is borrowed until the next. */
final class TypedRows implements Iterator<InternalRow> {
  private final Iterator<byte[]> lines;
  private final CsvCells cells;
  private final String[] types;
  private final CsvFields fields;
  private final InternalRow row;

  /** {@code types} are the columns' SQL types, which the survey found. */
  TypedRows(Iterator<byte[]> lines, CsvCells cells, String[] types, StructType schema) {
    this.lines = lines;
    this.cells = cells;
    this.types = types;
    this.fields = cells.fields();
    this.row = new SpecificInternalRow(schema);
  }

  @Override
  public boolean hasNext() {
    return lines.hasNext();
  }

  @Override
  public InternalRow next() {
    fields.parse(lines.next());
    if (fields.count() != types.length) {
      throw new IllegalStateException(
          "a line has %d fields where it had %d; the file was changed while it was read: run again"
              .formatted(fields.count(), types.length));
    }
    cells.clean(fields);
    for (int i = 0; i < types.length; i++) {
      cells.put(fields, i, types[i], row);
    }
    return row;
  }
}
