package io.nightjar.spark.score.publish;

import java.time.LocalDate;
import org.apache.hadoop.fs.Path;

/**
 * One output table: a folder with a sub-folder per logical date, or a table with transactions of
 * its own and a partition per logical date.
 *
 * @param name what the manifest and messages call it, such as {@code scores}
 * @param root the table's folder, with its scheme, or its name in a catalog
 */
public record PublishTable(String name, Path root) {
  /** The column of the logical date. */
  public static final String DATE_COLUMN = "run-date";

  static final String DATE_PREFIX = DATE_COLUMN + "=";

  /** The folder that readers see for a date. */
  public Path place(LocalDate runDate) {
    return new Path(root, DATE_PREFIX + runDate);
  }

  Path stagingRoot() {
    return new Path(root, "_staging");
  }

  Path trashRoot() {
    return new Path(root, "_trash");
  }

  Path intentRoot() {
    return new Path(root, "_intent");
  }
}
