package io.nightjar.config;

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
 * @param label the column to predict
 * @param positive the label's value that counts as 1, as text; classification only
 * @param id the column that names a row
 * @param time date or timestamp of a row
 * @param weight non-negative weight of a row
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
    String label,
    Optional<String> positive,
    Optional<String> id,
    Optional<String> time,
    Optional<String> weight,
    Optional<String> group,
    Map<String, ColumnRule> contract,
    Optional<String> where) {

  /** File formats that this build reads. */
  public enum Format {
    /** By the file's ending. */
    GUESS,
    PARQUET,
    CSV,
    ORC
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

    public Csv {
      columns = List.copyOf(columns);
      nullValues = List.copyOf(nullValues);
      stripSuffix = Map.copyOf(stripSuffix);
    }
  }

  public DataConfig {
    contract = Collections.unmodifiableMap(new LinkedHashMap<>(contract));
  }
}
