package io.nightjar.spark.data.read.csv;

import java.util.Iterator;
import java.util.Locale;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.SpecificInternalRow;
import org.apache.spark.sql.types.StructType;

/** Lines as rows of some columns' values; each row is borrowed until the next. */
final class TypedRows implements Iterator<InternalRow> {
  private final Iterator<byte[]> lines;
  private final CsvCells cells;
  private final int[] wanted;
  private final String[] types;
  private final int fieldCount;
  private final CsvFields fields;
  private final InternalRow row;

  /**
   * Rows of lines.
   *
   * @param all the columns of all fields, of the types that the survey found
   * @param wanted which of them a row has, in its order
   */
  TypedRows(Iterator<byte[]> lines, CsvCells cells, StructType all, int[] wanted) {
    this.lines = lines;
    this.cells = cells;
    this.wanted = wanted;
    this.fieldCount = all.length();
    this.fields = cells.fields();
    this.types = new String[wanted.length];
    StructType schema = new StructType();
    for (int i = 0; i < wanted.length; i++) {
      schema = schema.add(all.apply(wanted[i]));
      types[i] = all.apply(wanted[i]).dataType().sql().toLowerCase(Locale.ROOT);
    }
    this.row = new SpecificInternalRow(schema);
  }

  @Override
  public boolean hasNext() {
    return lines.hasNext();
  }

  @Override
  public InternalRow next() {
    fields.parse(lines.next());
    if (fields.count() != fieldCount) {
      throw new IllegalStateException(
          "a line has %d fields where it had %d; the file was changed while it was read: run again"
              .formatted(fields.count(), fieldCount));
    }
    cells.clean(fields);
    for (int i = 0; i < types.length; i++) {
      cells.put(fields, wanted[i], types[i], row, i);
    }
    return row;
  }
}
