package io.nightjar.features.fit;

import io.nightjar.features.ColumnType;
import io.nightjar.features.DateFeature;
import io.nightjar.features.DatePart;
import io.nightjar.features.Missing;
import java.time.LocalDateTime;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Rows by value of each part of a column of dates or moments. */
final class DateAccumulator implements ColumnAccumulator {
  private static final long serialVersionUID = 1L;

  private final String column;
  private final EnumMap<DatePart, TreeMap<Integer, Long>> parts = new EnumMap<>(DatePart.class);
  private long nulls;
  private long present;

  DateAccumulator(String column, ColumnType type, Set<DatePart> wanted) {
    this.column = column;
    DatePart.of(type).stream()
        .filter(wanted::contains)
        .forEach(part -> parts.put(part, new TreeMap<>()));
  }

  @Override
  public void add(Object raw) {
    if (raw == null) {
      nulls++;
      return;
    }
    LocalDateTime moment = DateFeature.moment(raw);
    if (moment == null) {
      throw new IllegalArgumentException(
          column
              + " holds a "
              + raw.getClass().getSimpleName()
              + "; must be a LocalDate or an Instant");
    }
    present++;
    parts.forEach((part, counts) -> counts.merge(part.in(moment), 1L, Long::sum));
  }

  @Override
  public void merge(ColumnAccumulator other) {
    DateAccumulator that = (DateAccumulator) other;
    nulls += that.nulls;
    present += that.present;
    that.parts.forEach(
        (part, counts) ->
            counts.forEach((value, rows) -> parts.get(part).merge(value, rows, Long::sum)));
  }

  @Override
  public ColumnStatistics.Dates statistics() {
    EnumMap<DatePart, Map<Integer, Long>> copy = new EnumMap<>(DatePart.class);
    parts.forEach((part, counts) -> copy.put(part, new TreeMap<>(counts)));
    return new ColumnStatistics.Dates(
        column, new Missing(nulls, 0), present, Collections.unmodifiableMap(copy));
  }
}
