package io.nightjar.model.factors;

/**
 * Where an item lies among all items in a user's order: 0 is first, 1 last,
 *
 * <pre>(higher + equal / 2) / (items − 1)</pre>
 *
 * of the items that have a higher score and of the others that have the same; 0 where there is one
 * item. Scores are float32 sums along the factors. Not safe for several threads.
 */
public final class PercentileRank {
  private final KeyedFactors users;
  private final int items;
  private final float[] byFactor;
  private final float[] scores;
  private int user = -1;

  /** Ranks of all items; keeps a second copy of their factors. */
  public PercentileRank(KeyedFactors users, KeyedFactors items) {
    this.users = users;
    this.items = items.size();
    this.byFactor = new float[items.values().length];
    this.scores = new float[items.size()];
    for (int item = 0; item < this.items; item++) {
      for (int f = 0; f < items.rank(); f++) {
        byFactor[f * this.items + item] = items.values()[item * items.rank() + f];
      }
    }
  }

  /** The rank of one item for one user, both by place. */
  public double of(int wanted, int item) {
    if (wanted != user) {
      score(wanted);
      user = wanted;
    }
    int higher = 0;
    int equal = -1;
    for (float score : scores) {
      higher += score > scores[item] ? 1 : 0;
      equal += score == scores[item] ? 1 : 0;
    }
    return items == 1 ? 0 : (higher + equal / 2.0) / (items - 1);
  }

  private void score(int wanted) {
    java.util.Arrays.fill(scores, 0);
    for (int f = 0; f < users.rank(); f++) {
      float factor = users.values()[wanted * users.rank() + f];
      int from = f * items;
      for (int item = 0; item < items; item++) {
        scores[item] = Math.fma(factor, byFactor[from + item], scores[item]);
      }
    }
  }
}
