package io.nightjar.spark.data;

import java.io.Serializable;
import java.util.List;

/**
 * Where a table came from.
 *
 * @param location what the config said, with the run date put in
 * @param format {@code parquet}, {@code csv}, {@code orc}, {@code delta}, {@code iceberg} or {@code
 *     catalog}
 * @param files its data files sorted by path; empty for a table whose files a catalog or a log
 *     knows
 * @param version which of its versions is read; null where the table has none
 */
public record TableOrigin(String location, String format, List<DataFile> files, String version)
    implements Serializable {

  /** Copies the list. */
  public TableOrigin {
    files = List.copyOf(files);
  }

  /** A table without versions. */
  public TableOrigin(String location, String format, List<DataFile> files) {
    this(location, format, files, null);
  }

  /** The file's path when there is one file, else the location: what messages name. */
  public String name() {
    return files.size() == 1 ? ReadFailures.plainPath(files.get(0).path()) : location;
  }

  /** The bytes of all files. */
  public long bytes() {
    return files.stream().mapToLong(DataFile::bytes).sum();
  }
}
