package io.nightjar.spark.monitor.profile;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.util.List;

/**
 * The distribution of a column of categories; all counts are exact and over all rows.
 *
 * @param column its name
 * @param nulls rows where it is null
 * @param values the commonest values, up to 1000, commonest first
 * @param rows how many rows hold each
 * @param otherRows rows that hold any other value
 */
@JsonNaming(SnakeCaseStrategy.class)
public record CategoricalProfile(
    String column, long nulls, List<String> values, List<Long> rows, long otherRows) {

  /** Copies its lists. */
  public CategoricalProfile {
    values = List.copyOf(values);
    rows = List.copyOf(rows);
  }
}
