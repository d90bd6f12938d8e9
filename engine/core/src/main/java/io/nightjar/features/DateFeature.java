package io.nightjar.features;

import java.io.Serializable;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;

/**
 * A date or a moment, read as its parts in UTC. Missing takes each numeric part's mean and none of
 * the levels.
 *
 * @param column the input column
 * @param type DATE or TIMESTAMP
 * @param parts the parts that varied in training
 * @param missing what was missing in training
 */
public record DateFeature(String column, ColumnType type, List<Part> parts, Missing missing)
    implements Feature {

  /**
   * One part as training met it.
   *
   * @param part which part
   * @param fill what stands in for a missing value: the training mean
   * @param levels the values met, most frequent first, ties by value; empty for numeric parts
   */
  public record Part(DatePart part, double fill, List<Integer> levels) implements Serializable {
    public Part {
      Objects.requireNonNull(part, "part");
      levels = List.copyOf(levels);
    }
  }

  public DateFeature {
    Objects.requireNonNull(column, "column");
    Objects.requireNonNull(missing, "missing");
    parts = List.copyOf(parts);
    if (!type.isDate()) {
      throw new IllegalArgumentException(
          column + " is " + type.text() + "; a date feature must be date or timestamp");
    }
  }

  /** The name of a part where it is a column of its own: {@code at:hour}. */
  public String name(Part part) {
    return column + ":" + part.part().text();
  }

  /** The moment in UTC of a raw date or timestamp; null for any other value. */
  public static LocalDateTime moment(Object raw) {
    if (raw instanceof LocalDate date) {
      return date.atStartOfDay();
    }
    return raw instanceof Instant instant ? LocalDateTime.ofInstant(instant, ZoneOffset.UTC) : null;
  }

  @Override
  public String whenMissing() {
    return "takes the training mean of year and day, and no month, weekday or hour";
  }
}
