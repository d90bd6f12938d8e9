package io.nightjar.spark.monitor.profile;

import java.io.Serializable;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Row;

/**
 * Counts of known categories and of all others, with the alphabetically first of the others as
 * examples: those are the same, with exact counts, whatever the order of rows. Not thread-safe.
 */
public final class CategoryCounts implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final int EXAMPLES = 10;

  private final HashMap<String, Integer> index = new HashMap<>();
  private final TreeMap<String, Long> examples = new TreeMap<>();
  private final long[] known;
  private long others;
  private long nulls;

  CategoryCounts(List<String> values) {
    known = new long[values.size()];
    for (int v = 0; v < known.length; v++) {
      index.put(values.get(v), v);
    }
  }

  void add(Row row, int at) {
    if (row.isNullAt(at)) {
      nulls++;
      return;
    }
    String value = row.getString(at);
    Integer found = index.get(value);
    if (found != null) {
      known[found]++;
    } else {
      others++;
      addExample(value, 1);
    }
  }

  private void addExample(String value, long count) {
    if (examples.size() == EXAMPLES && value.compareTo(examples.lastKey()) > 0) {
      return;
    }
    examples.merge(value, count, Long::sum);
    if (examples.size() > EXAMPLES) {
      examples.pollLastEntry();
    }
  }

  void add(CategoryCounts other) {
    for (int v = 0; v < known.length; v++) {
      known[v] += other.known[v];
    }
    others += other.others;
    nulls += other.nulls;
    other.examples.forEach(this::addExample);
  }

  /** Rows of each known category; a copy. */
  public long[] known() {
    return known.clone();
  }

  /** Rows of any other category. */
  public long others() {
    return others;
  }

  /** Rows where it is null. */
  public long nulls() {
    return nulls;
  }

  /** The first of the other categories by the alphabet, at most ten, with their rows. */
  public Map<String, Long> examples() {
    return Collections.unmodifiableMap(examples);
  }
}
