package io.nightjar.spark.data.lake;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * The versions that a run reads: a table that is opened again is read as it was when it was opened
 * first, whatever was committed since.
 */
public final class TableVersions {
  private final Map<String, TableVersion> byLocation = new ConcurrentHashMap<>();

  /**
   * Has the run read a version of a table that an earlier run read.
   *
   * @param location a qualified path, or a name in a catalog
   */
  public void pin(String location, TableVersion version) {
    byLocation.put(location, version);
  }

  /** The version of a table in this run. */
  TableVersion of(String location, Supplier<TableVersion> newest) {
    return byLocation.computeIfAbsent(location, key -> newest.get());
  }
}
