package io.nightjar.config;

import io.nightjar.config.hocon.Kind;
import io.nightjar.config.hocon.Property;
import io.nightjar.config.hocon.Settings;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The training table and its columns' roles.
 *
 * @param source path, glob or catalog table; {@code {run-date}} stands for the logical date
 * @param nights with {@code {run-date}} in the source: how many nights up to the run date are read
 * @param testSource a test set of its own; the split then makes no test part
 * @param format the format of every table of the job
 * @param csv how CSV files are read
 * @param label the column to predict; empty for a model that learns without one
 * @param positive the label's value that counts as 1, as text; classification only
 * @param id the column that names a row
 * @param time date or timestamp of a row
 * @param weight non-negative weight of a row
 * @param offset what is added to a row's margin with the coefficient 1
 * @param group rows of one group never fall to different parts
 * @param contract what each column must hold, in the order of the file
 * @param where SQL predicate: only these rows are trained and tested on
 */
public record DataConfig(
    String source,
    int nights,
    Optional<String> testSource,
    Format format,
    Csv csv,
    Optional<String> label,
    Optional<String> positive,
    Optional<String> id,
    Optional<String> time,
    Optional<String> weight,
    Optional<String> offset,
    Optional<String> group,
    Map<String, ColumnRule> contract,
    Optional<String> where) {

  /** Formats of tables that are read. */
  public enum Format {
    /** By what lies there: the file's ending or first bytes, a table's log, the catalog. */
    GUESS,
    PARQUET,
    CSV,
    ORC,
    DELTA,
    ICEBERG
  }

  /**
   * How CSV files are read. An empty field is always missing.
   *
   * @param header whether the first line names the columns
   * @param columns names in order, for files without a header
   * @param delimiter one character
   * @param quote one character
   * @param escape one character
   * @param nullValues texts that mean missing, besides the empty one
   * @param trim whether blanks round a field are dropped
   * @param comment lines that begin with this character are skipped
   * @param stripSuffix by column: an ending that is dropped from its values where they have it
   * @param dateFormat pattern of dates, as Spark writes them
   * @param timestampFormat pattern of timestamps, as Spark writes them
   * @param encoding character set
   */
  public record Csv(
      boolean header,
      List<String> columns,
      String delimiter,
      String quote,
      String escape,
      List<String> nullValues,
      boolean trim,
      Optional<String> comment,
      Map<String, String> stripSuffix,
      Optional<String> dateFormat,
      Optional<String> timestampFormat,
      String encoding) {

    static final Property<Boolean> HEADER =
        Property.optional(
            "data.csv.header",
            Kind.bool(),
            "true; false where data.csv.columns is set",
            "whether the first line names the columns");
    static final Property<List<String>> COLUMNS =
        Property.of(
            "data.csv.columns",
            Kind.names(),
            List.of(),
            "the columns' names in order, for files without a header");
    static final Property<String> DELIMITER =
        Property.of("data.csv.delimiter", Kind.character(), ",", "the character between fields");
    static final Property<String> QUOTE =
        Property.of("data.csv.quote", Kind.character(), "\"", "the character round quoted fields");
    static final Property<String> ESCAPE =
        Property.of(
            "data.csv.escape",
            Kind.character(),
            "\"",
            "the character before a quote that belongs to a field");
    static final Property<List<String>> NULL_VALUES =
        Property.of(
            "data.csv.null-values",
            Kind.names(),
            List.of(),
            "texts that mean missing; the empty field always does");
    static final Property<Boolean> TRIM =
        Property.of("data.csv.trim", Kind.bool(), false, "whether blanks round fields are dropped");
    static final Property<String> COMMENT =
        Property.optional(
            "data.csv.comment", Kind.character(), "", "the character that begins lines to skip");
    static final Property<Map<String, String>> STRIP_SUFFIX =
        Property.of(
            "data.csv.strip-suffix",
            Kind.textByName(),
            Map.of(),
            "by column, an ending that is dropped from the values that have it");
    static final Property<String> DATE_FORMAT =
        Property.optional(
            "data.csv.date-format", Kind.text(), "yyyy-MM-dd", "the pattern of dates, as Spark's");
    static final Property<String> TIMESTAMP_FORMAT =
        Property.optional(
            "data.csv.timestamp-format",
            Kind.text(),
            "ISO 8601",
            "the pattern of timestamps, as Spark's");
    static final Property<String> ENCODING =
        Property.of("data.csv.encoding", Kind.charset(), "UTF-8", "the character set");

    static List<Property<?>> properties() {
      return List.of(
          HEADER,
          COLUMNS,
          DELIMITER,
          QUOTE,
          ESCAPE,
          NULL_VALUES,
          TRIM,
          COMMENT,
          STRIP_SUFFIX,
          DATE_FORMAT,
          TIMESTAMP_FORMAT,
          ENCODING);
    }

    static Csv read(Settings settings) {
      List<String> columns = settings.read(COLUMNS);
      boolean header = settings.find(HEADER).orElse(columns.isEmpty());
      settings.effective(HEADER, header);
      return new Csv(
          header,
          columns,
          settings.read(DELIMITER),
          settings.read(QUOTE),
          settings.read(ESCAPE),
          settings.read(NULL_VALUES),
          settings.read(TRIM),
          settings.find(COMMENT),
          settings.read(STRIP_SUFFIX),
          settings.find(DATE_FORMAT),
          settings.find(TIMESTAMP_FORMAT),
          settings.read(ENCODING));
    }

    public Csv {
      columns = List.copyOf(columns);
      nullValues = List.copyOf(nullValues);
      stripSuffix = Map.copyOf(stripSuffix);
    }
  }

  static final Property<String> SOURCE =
      Property.required(
          "data.source",
          Kind.text(),
          "the training table: a path, glob or catalog table; {run-date} stands for the logical"
              + " date");
  static final Property<Integer> NIGHTS =
      Property.of(
          "data.nights",
          Kind.integer(1, 3660),
          1,
          "how many nights up to the run date are read, where data.source has {run-date}");
  static final Property<String> TEST_SOURCE =
      Property.optional(
          "data.test-source",
          Kind.text(),
          "part of data.source",
          "a table of its own for the test");
  static final Property<Format> FORMAT =
      Property.of(
          "data.format",
          Kind.oneOf(Format.class),
          Format.GUESS,
          "the tables' format; guess goes by the file's ending, a Delta table's log or the catalog."
              + " Delta and Iceberg tables are read at the version that is newest when a run first"
              + " opens them");
  static final Property<String> LABEL =
      Property.optional(
          "data.label",
          Kind.text(),
          "required; none for kmeans, pca and isolation-forest",
          "the column to predict");
  static final Property<String> POSITIVE =
      Property.optional(
          "data.positive",
          Kind.text(),
          "1 or true",
          "the label's value that counts as positive; for two classes");
  static final Property<String> ID =
      Property.optional("data.id", Kind.text(), "", "the column that names a row");
  static final Property<String> TIME =
      Property.optional("data.time", Kind.text(), "", "the date or timestamp of a row");
  static final Property<String> WEIGHT =
      Property.optional("data.weight", Kind.text(), "every row weighs 1", "the weight of a row");
  static final Property<String> OFFSET =
      Property.optional(
          "data.offset",
          Kind.text(),
          "nothing is added",
          "the column that is added to a row's margin, with the coefficient 1, in training and"
              + " scoring, such as the logarithm of an exposure (logistic of two classes, linear,"
              + " poisson)");
  static final Property<String> GROUP =
      Property.optional(
          "data.group",
          Kind.text(),
          "",
          "the column whose equal rows never fall to different parts");
  static final Property<String> WHERE =
      Property.optional(
          "data.where",
          Kind.text(),
          "every row",
          "an SQL predicate: only these rows are trained and tested on");

  static List<Property<?>> properties() {
    List<Property<?>> all = new ArrayList<>();
    all.addAll(List.of(SOURCE, NIGHTS, TEST_SOURCE, FORMAT, LABEL, POSITIVE));
    all.addAll(List.of(ID, TIME, WEIGHT, OFFSET, GROUP, WHERE));
    all.addAll(Csv.properties());
    all.addAll(ColumnRule.properties());
    return all;
  }

  static DataConfig read(Settings settings) {
    Map<String, ColumnRule> contract = new LinkedHashMap<>();
    settings
        .names("data.contract")
        .forEach(column -> contract.put(column, ColumnRule.read(settings, column)));
    return new DataConfig(
        settings.read(SOURCE),
        settings.read(NIGHTS),
        settings.find(TEST_SOURCE),
        settings.read(FORMAT),
        Csv.read(settings),
        settings.find(LABEL),
        settings.find(POSITIVE),
        settings.find(ID),
        settings.find(TIME),
        settings.find(WEIGHT),
        settings.find(OFFSET),
        settings.find(GROUP),
        contract,
        settings.find(WHERE));
  }

  /**
   * The column to predict.
   *
   * @throws IllegalStateException for a model that learns without one
   */
  public String requireLabel() {
    return label.orElseThrow(
        () -> new IllegalStateException("the job has no data.label; its model learns without one"));
  }

  /** The columns with a role of their own, which are never features, by the role's key. */
  public Map<String, String> roles() {
    Map<String, String> roles = new LinkedHashMap<>();
    label.ifPresent(c -> roles.put(LABEL.key(), c));
    id.ifPresent(c -> roles.put(ID.key(), c));
    time.ifPresent(c -> roles.put(TIME.key(), c));
    weight.ifPresent(c -> roles.put(WEIGHT.key(), c));
    offset.ifPresent(c -> roles.put(OFFSET.key(), c));
    group.ifPresent(c -> roles.put(GROUP.key(), c));
    return roles;
  }

  public DataConfig {
    contract = Collections.unmodifiableMap(new LinkedHashMap<>(contract));
  }
}
