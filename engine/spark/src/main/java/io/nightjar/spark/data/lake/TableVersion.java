package io.nightjar.spark.data.lake;

import java.io.Serializable;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/**
 * One state of a table that has many.
 *
 * @param id Delta's version or Iceberg's snapshot id
 * @param committedAt when it was committed; tells a table from another one that has taken its place
 */
public record TableVersion(String id, Instant committedAt) implements Serializable {

  private static final String BETWEEN = ", committed ";

  /** Both in a line. */
  public String text() {
    return id + BETWEEN + committedAt;
  }

  /** What {@link #text} wrote; empty for another line. */
  public static Optional<TableVersion> parse(String text) {
    int at = text.indexOf(BETWEEN);
    try {
      return at < 1
          ? Optional.empty()
          : Optional.of(
              new TableVersion(
                  text.substring(0, at), Instant.parse(text.substring(at + BETWEEN.length()))));
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }
}
