package io.nightjar.spark.data;

import io.nightjar.Problem;
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
 * @param unreadable the files beside these that were left out, each with the reason
 */
public record TableOrigin(
    String location, String format, List<DataFile> files, String version, List<Problem> unreadable)
    implements Serializable {

  /** Copies the lists. */
  public TableOrigin {
    files = List.copyOf(files);
    unreadable = List.copyOf(unreadable);
  }

  /** A table of which no file is left out. */
  public TableOrigin(String location, String format, List<DataFile> files, String version) {
    this(location, format, files, version, List.of());
  }

  /** The same of a table without versions. */
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
