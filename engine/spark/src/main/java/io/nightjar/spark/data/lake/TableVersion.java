package io.nightjar.spark.data.lake;

import java.io.Serializable;
import java.time.Instant;

/**
 * One state of a table that has many.
 *
 * @param id Delta's version or Iceberg's snapshot id
 * @param committedAt when it was committed; tells a table from another one that has taken its place
 */
public record TableVersion(String id, Instant committedAt) implements Serializable {

  /** Both in a line. */
  public String text() {
    return id + ", committed " + committedAt;
  }
}
