package io.nightjar.spark.data.read;

import io.nightjar.Problem;
import io.nightjar.config.ColumnRule;
import io.nightjar.spark.data.DataFile;
import io.nightjar.spark.data.lake.TableVersions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * What a run knows of the tables that it has opened, so that one that is opened again is the same
 * and isn't looked through again: versions, and what was found in files. A file of another length
 * or modification time is another one.
 */
public final class OpenedTables {
  private final TableVersions versions = new TableVersions();
  private final Map<List<DataFile>, List<Long>> rows = new ConcurrentHashMap<>();
  private final Map<Readings, List<Problem>> unreadable = new ConcurrentHashMap<>();

  /**
   * A reading of all columns of some files.
   *
   * @param types that columns were to be read as
   */
  private record Readings(List<DataFile> files, Map<String, ColumnRule.Type> types) {}

  /** The versions of tables that have some. */
  public TableVersions versions() {
    return versions;
  }

  /** The number of rows of each file; counted where that isn't known yet. */
  Optional<List<Long>> rows(
      List<DataFile> files, Function<List<DataFile>, Optional<List<Long>>> counter) {
    Optional<List<Long>> known = Optional.ofNullable(rows.get(files));
    if (known.isPresent()) {
      return known;
    }
    Optional<List<Long>> counted = counter.apply(files);
    counted.ifPresent(found -> rows.put(files, found));
    return counted;
  }

  /** Those of the files that can't be read, where all columns of all were read before. */
  Optional<List<Problem>> unreadable(List<DataFile> files, Map<String, ColumnRule.Type> types) {
    return Optional.ofNullable(unreadable.get(new Readings(files, types)));
  }

  /** All columns of all files were read. */
  void read(List<DataFile> files, Map<String, ColumnRule.Type> types, List<Problem> notReadable) {
    unreadable.put(new Readings(files, types), List.copyOf(notReadable));
  }
}
