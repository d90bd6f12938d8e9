package io.nightjar.spark.train.kmeans;

import io.nightjar.kernels.backend.KernelUse;
import io.nightjar.kernels.cluster.Centroids;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * The different rows of least rank among those that were offered, whatever the order of the offers.
 * Rows are the same where their keys are; such a row has the least of its ranks.
 */
final class DrawnRows implements Serializable {
  private static final long serialVersionUID = 1L;

  private final int most;
  private final TreeSet<Entry> kept =
      new TreeSet<>(
          (Comparator<Entry> & Serializable)
              (a, b) ->
                  a.rank != b.rank ? Double.compare(a.rank, b.rank) : Long.compare(a.key, b.key));
  private final Map<Long, Entry> byKey = new HashMap<>();
  private ArrayList<KernelUse> uses = new ArrayList<>();

  DrawnRows(int most) {
    this.most = most;
  }

  /** A row that is kept: its values are scaled. */
  private record Entry(double rank, long key, float[] row) implements Serializable {}

  /** A rank above this one is not kept. */
  double greatest() {
    return kept.size() < most ? Double.POSITIVE_INFINITY : kept.last().rank;
  }

  /** Offers row {@code i} of some columns. */
  void offer(double rank, long key, float[][] columns, int i) {
    Entry before = byKey.get(key);
    boolean better = before == null ? rank <= greatest() : rank < before.rank;
    if (better && rank < Double.POSITIVE_INFINITY) {
      float[] row = new float[columns.length];
      for (int j = 0; j < row.length; j++) {
        row[j] = columns[j][i];
      }
      keep(new Entry(rank, key, row));
    }
  }

  private void keep(Entry entry) {
    Entry before = byKey.put(entry.key, entry);
    if (before != null) {
      kept.remove(before);
    }
    kept.add(entry);
    if (kept.size() > most) {
      byKey.remove(kept.pollLast().key);
    }
  }

  DrawnRows plus(DrawnRows other) {
    for (Entry entry : other.kept) {
      Entry before = byKey.get(entry.key);
      if (before == null || entry.rank < before.rank) {
        keep(entry);
      }
    }
    uses = new ArrayList<>(KernelUse.merge(uses, other.uses));
    return this;
  }

  DrawnRows using(List<KernelUse> more) {
    uses = new ArrayList<>(KernelUse.merge(uses, more));
    return this;
  }

  /** What the kernels did for it. */
  List<KernelUse> uses() {
    return Collections.unmodifiableList(uses);
  }

  /** The rows by rank. */
  List<float[]> rows() {
    return kept.stream().map(Entry::row).toList();
  }

  /** Some rows as centroids of d columns. */
  static Centroids centroids(List<float[]> rows, int d) {
    float[] values = new float[rows.size() * d];
    for (int c = 0; c < rows.size(); c++) {
      System.arraycopy(rows.get(c), 0, values, c * d, d);
    }
    return new Centroids(rows.size(), d, values);
  }
}
