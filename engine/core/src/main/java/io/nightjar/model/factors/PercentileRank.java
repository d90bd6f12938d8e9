package io.nightjar.model.factors;

/**
 * Where an item lies among all items in a user's order. Its place is
 *
 * <pre>higher + equal / 2</pre>
 *
 * of the items that have a higher score and of the others that have the same; its rank is that over
 * items − 1, so that 0 is first and 1 last; 0 where there is one item. Scores are float32 sums
 * along the factors. Not safe for several threads.
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

  /** The rank of an item that has a place. */
  public double of(double place) {
    return items == 1 ? 0 : place / (items - 1);
  }

  /**
   * The place of one item in the order of one user, 0 is first.
   *
   * @param wanted the user's number
   * @param item its number
   */
  public double place(int wanted, int item) {
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
    return higher + equal / 2.0;
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
