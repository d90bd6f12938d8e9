package io.nightjar.spark.data.read;

import io.nightjar.config.DataConfig;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.Date;
import java.sql.Timestamp;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.apache.spark.sql.DataFrameReader;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;

/**
 * What a CSV table holds, the plain way: Spark reads it as texts, and each column gets the
 * narrowest type that holds all its texts, by patterns and Java's own parsers.
 *
 * @param types by column, such as {@code bigint}
 * @param rows of values, in order; without those of another number of fields
 * @param ragged how many rows have another number of fields
 */
record TextsOracle(List<String> types, List<List<Object>> rows, long ragged) {
  private static final String RECORD = "__record";
  private static final Pattern WHOLE = Pattern.compile("[+-]?(0|[1-9][0-9]*)");
  private static final Pattern DECIMAL =
      Pattern.compile("[+-]?([0-9]+\\.[0-9]*|\\.[0-9]+|[0-9]+(?=[eE]))([eE][+-]?[0-9]+)?");
  private static final Pattern NOT_FINITE = Pattern.compile("(?i)nan|[+-]?(inf|infinity)");

  static TextsOracle of(SparkSession spark, DataConfig.Csv csv, List<String> names, String path) {
    List<List<String>> texts = new ArrayList<>();
    long ragged = 0;
    for (Row row : read(spark, csv, names).csv(path).collectAsList()) {
      if (row.isNullAt(names.size())) {
        texts.add(cleaned(csv, names, row));
      } else {
        ragged++;
      }
    }
    List<String> types = new ArrayList<>();
    for (int j = 0; j < names.size(); j++) {
      int column = j;
      types.add(type(texts.stream().map(row -> row.get(column)).toList()));
    }
    return new TextsOracle(types, texts.stream().map(row -> values(row, types)).toList(), ragged);
  }

  /** The rows of another number of fields, as they stand in the file. */
  static List<String> raggedRecords(
      SparkSession spark, DataConfig.Csv csv, List<String> names, String path) {
    return read(spark, csv, names).csv(path).collectAsList().stream()
        .filter(row -> !row.isNullAt(names.size()))
        .map(row -> row.getString(names.size()))
        .toList();
  }

  private static DataFrameReader read(SparkSession spark, DataConfig.Csv csv, List<String> names) {
    StructType schema = new StructType();
    for (String name : names) {
      schema = schema.add(name, "string");
    }
    DataFrameReader reader =
        spark
            .read()
            .schema(schema.add(RECORD, "string"))
            .option("columnNameOfCorruptRecord", RECORD)
            .option("columnPruning", false)
            .option("header", csv.header())
            .option("sep", csv.delimiter())
            .option("quote", csv.quote())
            .option("escape", csv.escape())
            .option("encoding", csv.encoding())
            .option("ignoreLeadingWhiteSpace", csv.trim())
            .option("ignoreTrailingWhiteSpace", csv.trim())
            .option("maxCharsPerColumn", -1);
    return csv.comment().isPresent() ? reader.option("comment", csv.comment().get()) : reader;
  }

  private static List<String> cleaned(DataConfig.Csv csv, List<String> names, Row row) {
    List<String> texts = new ArrayList<>();
    for (int j = 0; j < names.size(); j++) {
      String text = row.getString(j);
      String suffix = csv.stripSuffix().getOrDefault(names.get(j), "");
      boolean missing = text == null || text.isBlank() || csv.nullValues().contains(text);
      boolean ends = !missing && text.endsWith(suffix);
      texts.add(missing ? null : ends ? text.substring(0, text.length() - suffix.length()) : text);
    }
    return texts;
  }

  private static String type(List<String> texts) {
    List<String> present = new ArrayList<>(texts);
    present.removeAll(Collections.singleton(null));
    if (present.isEmpty()) {
      return "string";
    }
    if (present.stream().allMatch(TextsOracle::isLong)) {
      return "bigint";
    }
    boolean numbers = present.stream().allMatch(text -> isLong(text) || isReal(text));
    if (numbers && !present.stream().allMatch(TextsOracle::isNotFinite)) {
      return "double";
    }
    if (present.stream().allMatch(text -> text.matches("(?i)true|false"))) {
      return "boolean";
    }
    if (present.stream().allMatch(TextsOracle::isDate)) {
      return "date";
    }
    boolean times = present.stream().allMatch(text -> isDate(text) || isMoment(text));
    return times ? "timestamp" : "string";
  }

  private static boolean isLong(String text) {
    return WHOLE.matcher(text).matches() && new BigInteger(text).bitLength() < Long.SIZE;
  }

  private static boolean isReal(String text) {
    return isNotFinite(text) || DECIMAL.matcher(text).matches();
  }

  private static boolean isNotFinite(String text) {
    return NOT_FINITE.matcher(text).matches()
        || (DECIMAL.matcher(text).matches() && Double.isInfinite(Double.parseDouble(text)));
  }

  private static boolean isDate(String text) {
    try {
      return text.matches("[0-9]{4}-[0-9]{2}-[0-9]{2}") && LocalDate.parse(text) != null;
    } catch (DateTimeException e) {
      return false;
    }
  }

  private static boolean isMoment(String text) {
    try {
      return text.matches("[0-9]{4}-[0-9]{2}-[0-9]{2}[ T].{5,}") && moment(text) != null;
    } catch (DateTimeException e) {
      return false;
    }
  }

  private static Timestamp moment(String text) {
    String iso = text.replace(' ', 'T');
    boolean offset = iso.substring(16).matches(".*(Z|[+-]\\d\\d(:?\\d\\d)?)");
    return Timestamp.from(
        (offset
                ? OffsetDateTime.parse(iso).toInstant()
                : LocalDateTime.parse(iso).toInstant(ZoneOffset.UTC))
            .truncatedTo(ChronoUnit.MICROS));
  }

  private static List<Object> values(List<String> texts, List<String> types) {
    List<Object> values = new ArrayList<>();
    for (int j = 0; j < types.size(); j++) {
      values.add(texts.get(j) == null ? null : value(texts.get(j), types.get(j)));
    }
    return values;
  }

  private static Object value(String text, String type) {
    return switch (type) {
      case "bigint" -> new BigInteger(text).longValueExact();
      case "double" -> real(text.toLowerCase(Locale.ROOT));
      case "boolean" -> text.equalsIgnoreCase("true");
      case "date" -> Date.valueOf(text);
      case "timestamp" -> isDate(text) ? moment(text + "T00:00Z") : moment(text);
      default -> text;
    };
  }

  /** By arithmetic of Java's that takes any number of digits; the sign of a zero apart. */
  private static Double real(String text) {
    if (text.equals("nan")) {
      return Double.NaN;
    }
    double sign = text.startsWith("-") ? -1 : 1;
    if (text.contains("inf")) {
      return sign * Double.POSITIVE_INFINITY;
    }
    return sign * new BigDecimal(text.replaceFirst("^[+-]", "")).doubleValue();
  }
}
