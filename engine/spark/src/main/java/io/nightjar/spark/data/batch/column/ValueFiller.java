package io.nightjar.spark.data.batch.column;

import io.nightjar.features.ColumnType;
import io.nightjar.features.raw.RawColumn;
import io.nightjar.features.raw.ValueColumn;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.spark.sql.catalyst.expressions.SpecializedGetters;
import org.apache.spark.unsafe.types.UTF8String;

/** Booleans, strings, dates and moments as objects. */
final class ValueFiller implements ColumnFiller {
  /** Texts of a column that are kept, so that a category's text is made once. */
  private static final int MOST_KEPT = 4096;

  private final ColumnType type;
  private final ValueColumn column;
  private final Map<UTF8String, String> texts = new HashMap<>();

  private ValueFiller(ColumnType type, ValueColumn column) {
    this.type = type;
    this.column = column;
  }

  static ValueFiller of(ColumnType type, ValueColumn column) {
    if (type.isNumeric()) {
      throw new IllegalArgumentException(type.text() + " is a number");
    }
    return new ValueFiller(type, column);
  }

  @Override
  public RawColumn column() {
    return column;
  }

  @Override
  public void fill(SpecializedGetters values, int ordinal, int at) {
    if (values.isNullAt(ordinal)) {
      column.set(at, null);
      return;
    }
    switch (type) {
      case BOOLEAN -> column.set(at, values.getBoolean(ordinal));
      case STRING -> column.set(at, text(values.getUTF8String(ordinal)));
      case DATE -> column.set(at, LocalDate.ofEpochDay(values.getInt(ordinal)));
      default -> column.set(at, moment(values.getLong(ordinal)));
    }
  }

  private String text(UTF8String borrowed) {
    String text = texts.get(borrowed);
    if (text == null) {
      text = borrowed.toString();
      if (texts.size() < MOST_KEPT) {
        texts.put(borrowed.clone(), text);
      }
    }
    return text;
  }

  private static Instant moment(long micros) {
    long second = Math.floorDiv(micros, TimeUnit.SECONDS.toMicros(1));
    long rest = Math.floorMod(micros, TimeUnit.SECONDS.toMicros(1));
    return Instant.ofEpochSecond(second, TimeUnit.MICROSECONDS.toNanos(rest));
  }
}
