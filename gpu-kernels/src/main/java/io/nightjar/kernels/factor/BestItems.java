package io.nightjar.kernels.factor;

import java.util.Arrays;

/**
 * The best items of each user so far: heaps, the worst of each on top. An item is worse than
 * another where its score is lower, or the same and its number higher.
 */
public final class BestItems {
  private final int k;
  private final int[] counts;
  private final int[] items;
  private final float[] scores;

  /** Nothing yet, with k places a user. */
  public BestItems(int users, int k) {
    this.k = k;
    counts = new int[users];
    items = new int[users * k];
    scores = new float[users * k];
    Arrays.fill(items, TopItems.NO_ITEM);
    Arrays.fill(scores, Float.NEGATIVE_INFINITY);
  }

  /** What a score must be above to be worth an offer; −∞ while there is room. */
  public float threshold(int user) {
    return counts[user] < k ? Float.NEGATIVE_INFINITY : scores[user * k];
  }

  /** Takes an item in, in place of the worst where there is no room; not one that is worse. */
  public void offer(int user, int item, float score) {
    int base = user * k;
    if (counts[user] < k) {
      rise(base, counts[user]++, item, score);
    } else if (worse(scores[base], items[base], score, item)) {
      sink(base, k, item, score);
    }
  }

  private static boolean worse(float score, int item, float thanScore, int thanItem) {
    return score < thanScore || score == thanScore && item > thanItem;
  }

  private void rise(int base, int place, int item, float score) {
    int at = place;
    while (at > 0) {
      int parent = (at - 1) / 2;
      if (!worse(score, item, scores[base + parent], items[base + parent])) {
        break;
      }
      put(base + at, items[base + parent], scores[base + parent]);
      at = parent;
    }
    put(base + at, item, score);
  }

  /** Puts an item on top of a heap of {@code size}, and lets it sink below all that are worse. */
  private void sink(int base, int size, int item, float score) {
    int at = 0;
    while (true) {
      int child = worseChild(base, size, at);
      if (child >= size || !worse(scores[base + child], items[base + child], score, item)) {
        put(base + at, item, score);
        return;
      }
      put(base + at, items[base + child], scores[base + child]);
      at = child;
    }
  }

  private int worseChild(int base, int size, int parent) {
    int left = base + 2 * parent + 1;
    boolean right =
        2 * parent + 2 < size
            && worse(scores[left + 1], items[left + 1], scores[left], items[left]);
    return 2 * parent + (right ? 2 : 1);
  }

  private void put(int at, int item, float score) {
    items[at] = item;
    scores[at] = score;
  }

  /** All of them, best first; there can be no more offers. */
  public TopItems sorted() {
    for (int user = 0; user < counts.length; user++) {
      int base = user * k;
      for (int size = counts[user] - 1; size > 0; size--) {
        int item = items[base + size];
        float score = scores[base + size];
        put(base + size, items[base], scores[base]);
        sink(base, size, item, score);
      }
    }
    return new TopItems(k, items, scores);
  }
}
