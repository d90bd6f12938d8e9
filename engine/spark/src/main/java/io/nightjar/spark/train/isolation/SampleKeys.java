package io.nightjar.spark.train.isolation;

import io.nightjar.spark.train.task.KeyHash;
import java.io.Serializable;
import java.util.Arrays;
import java.util.Comparator;
import java.util.PriorityQueue;

/**
 * The rows of each tree: the ψ of least hash, drawn without replacement. A hash hangs on the row's
 * key, on which of the key's rows it is and on the tree, so that the samples are the same in
 * whatever order and partitions the keys come. Not thread-safe.
 */
final class SampleKeys implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final Comparator<Drawn> GREATEST_FIRST =
      (a, b) -> a.hash != b.hash ? Long.compare(b.hash, a.hash) : Long.compare(b.key, a.key);

  private final int size;
  private final Drawn[][] kept;
  private transient PriorityQueue<Drawn>[] open;

  /** A row of a sample. */
  private record Drawn(long hash, long key) implements Serializable {}

  /**
   * No rows yet.
   *
   * @param size ψ, 1 or more
   */
  SampleKeys(int trees, int size) {
    this.size = size;
    this.kept = new Drawn[trees][0];
  }

  /** Adds all rows of a key that isn't there yet. */
  void add(long key, long rows) {
    for (long copy = 0; copy < rows; copy++) {
      long own = KeyHash.mix(key, copy);
      for (int tree = 0; tree < kept.length; tree++) {
        offer(tree, KeyHash.mix(own, tree + 1L), key);
      }
    }
  }

  private void offer(int tree, long hash, long key) {
    PriorityQueue<Drawn> queue = open()[tree];
    if (queue.size() < size) {
      queue.add(new Drawn(hash, key));
    } else if (hash <= queue.element().hash) {
      queue.add(new Drawn(hash, key));
      queue.remove();
    }
  }

  @SuppressWarnings({"unchecked", "rawtypes"})
  private PriorityQueue<Drawn>[] open() {
    if (open == null) {
      open = new PriorityQueue[kept.length];
      for (int tree = 0; tree < kept.length; tree++) {
        open[tree] = new PriorityQueue<>(GREATEST_FIRST);
        open[tree].addAll(Arrays.asList(kept[tree]));
      }
    }
    return open;
  }

  /** Adds the rows of other keys. */
  SampleKeys add(SampleKeys other) {
    other.close();
    for (int tree = 0; tree < kept.length; tree++) {
      for (Drawn drawn : other.kept[tree]) {
        offer(tree, drawn.hash, drawn.key);
      }
    }
    return close();
  }

  /** The same as arrays, which travel. */
  SampleKeys close() {
    for (int tree = 0; open != null && tree < kept.length; tree++) {
      kept[tree] = open[tree].toArray(Drawn[]::new);
    }
    open = null;
    return this;
  }

  /** The keys of a tree's rows in the order of their hashes, one for each row. */
  long[] of(int tree) {
    close();
    return Arrays.stream(kept[tree])
        .sorted(GREATEST_FIRST.reversed())
        .mapToLong(Drawn::key)
        .toArray();
  }

  /** All keys that any tree has, rising, each once. */
  long[] all() {
    close();
    return Arrays.stream(kept)
        .flatMap(Arrays::stream)
        .mapToLong(Drawn::key)
        .sorted()
        .distinct()
        .toArray();
  }
}
