package io.nightjar.spark.data.read.csv;

import io.nightjar.config.DataConfig;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.util.DateTimeUtils;

/**
 * The fields of a CSV file: what is missing, which endings are dropped, and a text as a value of
 * its column's type. Moments without an offset are in UTC.
 */
final class CsvCells implements Serializable {
  private static final long serialVersionUID = 1L;

  private final CsvFields.Format format;
  private final byte[][] missing;
  private final byte[][] suffixes;
  private final TokenShapes shapes;
  private final String dateFormat;
  private final String timestampFormat;
  private transient DateTimeFormatter dates;
  private transient DateTimeFormatter timestamps;

  CsvCells(DataConfig.Csv csv, List<String> names) {
    format = CsvFields.Format.of(csv);
    missing = csv.nullValues().stream().map(CsvCells::utf8).toArray(byte[][]::new);
    suffixes =
        names.stream()
            .map(name -> utf8(csv.stripSuffix().getOrDefault(name, "")))
            .toArray(byte[][]::new);
    shapes = new TokenShapes(csv.dateFormat(), csv.timestampFormat());
    dateFormat = csv.dateFormat().orElse("");
    timestampFormat = csv.timestampFormat().orElse("");
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** A line's fields, for one thread. */
  CsvFields fields() {
    return new CsvFields(format);
  }

  /** Tells the shapes of these fields' texts. */
  TokenShapes shapes() {
    return shapes;
  }

  /** Says which fields are missing or blank, and drops their columns' endings. */
  void clean(CsvFields fields) {
    for (int i = 0; i < fields.count(); i++) {
      if (isMissing(fields, i)) {
        fields.setMissing(i);
      } else if (suffixes[i].length > 0 && endsWith(fields, i, suffixes[i])) {
        fields.shorten(i, suffixes[i].length);
      }
    }
  }

  private boolean isMissing(CsvFields fields, int field) {
    if (isBlank(fields, field)) {
      return true;
    }
    for (byte[] text : missing) {
      if (text.length == fields.length(field) && endsWith(fields, field, text)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isBlank(CsvFields fields, int field) {
    for (int i = fields.start(field); i < fields.end(field); i++) {
      byte b = fields.bytes()[i];
      if (b > ' ') {
        return false;
      }
      if (b < 0 || !Character.isWhitespace(b)) {
        return fields.text(field).isBlank();
      }
    }
    return true;
  }

  private static boolean endsWith(CsvFields fields, int field, byte[] ending) {
    int end = fields.end(field);
    return fields.length(field) >= ending.length
        && Arrays.equals(fields.bytes(), end - ending.length, end, ending, 0, ending.length);
  }

  /** Puts a field of a clean line into a place of a row, as the type that the survey found. */
  void put(CsvFields fields, int field, String type, InternalRow row, int place) {
    if (fields.isMissing(field)) {
      row.setNullAt(place);
      return;
    }
    byte[] bytes = fields.bytes();
    int from = fields.start(field);
    int to = fields.end(field);
    switch (type) {
      case "bigint" -> row.setLong(place, DecimalText.toLong(bytes, from, to));
      case "double" -> row.setDouble(place, DecimalText.toDouble(bytes, from, to));
      case "boolean" -> row.setBoolean(place, Boolean.parseBoolean(fields.text(field)));
      case "date" -> row.setInt(place, (int) date(fields.text(field)).toEpochDay());
      case "timestamp" -> row.setLong(place, micros(moment(fields.text(field))));
      default -> row.update(place, fields.utf8(field));
    }
  }

  private static long micros(Instant moment) {
    return DateTimeUtils.instantToMicros(moment);
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
    byte[] bytes = utf8(text);
    return shapes.of(bytes, 0, bytes.length) == TokenShape.DATE
        ? date(text).atStartOfDay().toInstant(ZoneOffset.UTC)
        : moment.get();
  }
}
