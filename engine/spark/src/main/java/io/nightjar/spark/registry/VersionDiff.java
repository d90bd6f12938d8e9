package io.nightjar.spark.registry;

import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What differs between two versions of a model.
 *
 * @param from one version
 * @param to the other
 * @param files path to both hashes, where they differ
 * @param metrics {@code set.metric} to both values, where they differ
 */
public record VersionDiff(
    ModelVersion from,
    ModelVersion to,
    SortedMap<String, Change<String>> files,
    SortedMap<String, Change<Double>> metrics) {

  /**
   * Two values of one thing.
   *
   * @param from null when it is only in the other
   * @param to null when it is only in the first
   */
  public record Change<T>(T from, T to) {}

  static VersionDiff of(ModelVersion from, ModelVersion to) {
    return new VersionDiff(
        from, to, changes(from.files(), to.files()), changes(flat(from), flat(to)));
  }

  /** Whether both were trained with the same resolved config. */
  public boolean sameConfig() {
    return from.record().event().configSha256().equals(to.record().event().configSha256());
  }

  /** Whether both were trained on the same rows. */
  public boolean sameSnapshot() {
    return from.record().event().trainedOn().equals(to.record().event().trainedOn());
  }

  private static Map<String, Double> flat(ModelVersion version) {
    TreeMap<String, Double> flat = new TreeMap<>();
    version
        .metrics()
        .forEach((set, values) -> values.forEach((name, v) -> flat.put(set + "." + name, v)));
    return flat;
  }

  private static <T> SortedMap<String, Change<T>> changes(Map<String, T> from, Map<String, T> to) {
    TreeSet<String> keys = new TreeSet<>(from.keySet());
    keys.addAll(to.keySet());
    TreeMap<String, Change<T>> changes = new TreeMap<>();
    for (String key : keys) {
      if (!Objects.equals(from.get(key), to.get(key))) {
        changes.put(key, new Change<>(from.get(key), to.get(key)));
      }
    }
    return changes;
  }
}
