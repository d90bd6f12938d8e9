package io.nightjar.features;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Locale;

/** A part of a date or of a moment (in UTC) that a model can read. */
public enum DatePart {
  /** The year, as a number. */
  YEAR,
  /** 1..12, each a level of its own. */
  MONTH,
  /** 1..31, as a number. */
  DAY,
  /** 1 (Monday) .. 7, each a level of its own. */
  WEEKDAY,
  /** 0..23, each a level of its own; timestamps only. */
  HOUR;

  /** The name in files and design columns: {@code weekday}. */
  @JsonValue
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The part of that name. */
  @JsonCreator
  public static DatePart parse(String text) {
    for (DatePart part : values()) {
      if (part.text().equals(text)) {
        return part;
      }
    }
    throw new IllegalArgumentException(
        "date part is \"" + text + "\"; must be year, month, day, weekday or hour");
  }

  /** Whether the part's values are levels (one design column each) and not a number. */
  public boolean levelled() {
    return this == MONTH || this == WEEKDAY || this == HOUR;
  }

  /** The parts that a column of that type has. */
  public static List<DatePart> of(ColumnType type) {
    return type == ColumnType.TIMESTAMP ? List.of(values()) : List.of(YEAR, MONTH, DAY, WEEKDAY);
  }

  /** The part's value. */
  public int in(LocalDateTime moment) {
    return switch (this) {
      case YEAR -> moment.getYear();
      case MONTH -> moment.getMonthValue();
      case DAY -> moment.getDayOfMonth();
      case WEEKDAY -> moment.getDayOfWeek().getValue();
      case HOUR -> moment.getHour();
    };
  }
}
