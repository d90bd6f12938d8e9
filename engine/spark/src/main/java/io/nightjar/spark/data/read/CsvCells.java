package io.nightjar.spark.data.read;

import io.nightjar.config.DataConfig;
import java.io.Serializable;
import java.sql.Date;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;

/**
 * The fields of a CSV file: what is missing, which endings are dropped, and a text as a value of
 * its column's type. Moments without an offset are in UTC.
 */
final class CsvCells implements Serializable {
  private static final long serialVersionUID = 1L;

  private final HashSet<String> missing;
  private final String[] suffixes;
  private final TokenShapes shapes;
  private final String dateFormat;
  private final String timestampFormat;
  private transient DateTimeFormatter dates;
  private transient DateTimeFormatter timestamps;

  CsvCells(DataConfig.Csv csv, List<String> names) {
    missing = new HashSet<>(csv.nullValues());
    suffixes =
        names.stream().map(name -> csv.stripSuffix().getOrDefault(name, "")).toArray(String[]::new);
    shapes = new TokenShapes(csv.dateFormat(), csv.timestampFormat());
    dateFormat = csv.dateFormat().orElse("");
    timestampFormat = csv.timestampFormat().orElse("");
  }

  /** Tells the shapes of these fields' texts. */
  TokenShapes shapes() {
    return shapes;
  }

  /** The text of a field without its column's ending; null where it is missing or blank. */
  String clean(int column, String text) {
    if (text == null || text.isBlank() || missing.contains(text)) {
      return null;
    }
    String suffix = suffixes[column];
    boolean ends = !suffix.isEmpty() && text.endsWith(suffix);
    return ends ? text.substring(0, text.length() - suffix.length()) : text;
  }

  /** A clean text as the type that the survey found; null stays null. */
  Object typed(String text, String type) {
    if (text == null) {
      return null;
    }
    return switch (type) {
      case "bigint" -> Long.valueOf(text.startsWith("+") ? text.substring(1) : text);
      case "double" -> number(text);
      case "boolean" -> Boolean.valueOf(text);
      case "date" -> Date.valueOf(date(text));
      case "timestamp" -> Timestamp.from(moment(text));
      default -> text;
    };
  }

  private static Double number(String text) {
    String lower = text.toLowerCase(Locale.ROOT);
    if (lower.equals("nan")) {
      return Double.NaN;
    }
    if (lower.contains("inf")) {
      return lower.startsWith("-") ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
    }
    return Double.valueOf(text);
  }

  private LocalDate date(String text) {
    if (dateFormat.isEmpty()) {
      return LocalDate.parse(text);
    }
    if (dates == null) {
      dates = DateTimeFormatter.ofPattern(dateFormat, Locale.US);
    }
    return LocalDate.parse(text, dates);
  }

  private Instant moment(String text) {
    if (!timestampFormat.isEmpty()) {
      if (timestamps == null) {
        timestamps = DateTimeFormatter.ofPattern(timestampFormat, Locale.US);
      }
      return dateOr(text, () -> LocalDateTime.parse(text, timestamps).toInstant(ZoneOffset.UTC));
    }
    String iso = text.replace(' ', 'T');
    return dateOr(
        text,
        () ->
            TokenShapes.hasOffset(iso)
                ? OffsetDateTime.parse(iso).toInstant()
                : LocalDateTime.parse(iso).toInstant(ZoneOffset.UTC));
  }

  /** A column of moments may hold plain days too. */
  private Instant dateOr(String text, Supplier<Instant> moment) {
    return shapes.of(text) == TokenShape.DATE
        ? date(text).atStartOfDay().toInstant(ZoneOffset.UTC)
        : moment.get();
  }
}
