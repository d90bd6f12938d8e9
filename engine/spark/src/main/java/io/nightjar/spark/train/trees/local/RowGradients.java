package io.nightjar.spark.train.trees.local;

import io.nightjar.kernels.tree.GradientRows;
import io.nightjar.spark.train.task.KeyHash;
import io.nightjar.spark.train.trees.objective.Gradients;
import io.nightjar.spark.train.trees.split.GradientSums;
import io.nightjar.spark.train.trees.split.Sampling;
import io.nightjar.spark.train.trees.split.Scales;
import io.nightjar.spark.train.trees.split.TreeId;

/**
 * One tree's gradients in fixed point: how often each row is taken, and stochastic rounding, both
 * from random bits of the row's key.
 */
final class RowGradients {
  private static final int ROUNDING_BITS = 24;
  private static final int ROUNDING_MASK = (1 << ROUNDING_BITS) - 1;
  private static final double ROUNDING_UNIT = 1.0 / (1 << ROUNDING_BITS);

  /** Lets a cast round down: coarse numbers are greater than its negative. */
  private static final double OFFSET = 1 << 16;

  private final long[] keys;
  private final Gradients gradients;
  private final Sampling sampling;
  private final long rounding;
  private final long taking;
  private final boolean all;

  RowGradients(long[] keys, Gradients gradients, Sampling sampling, TreeId tree) {
    this.keys = keys;
    this.gradients = gradients;
    this.sampling = sampling;
    this.rounding = sampling.purpose(tree);
    // The classes of a round share their rows.
    this.taking = KeyHash.mix(sampling.purpose(new TreeId(tree.round(), 0)));
    this.all = tree.round() == TreeId.BASE || sampling.rows() == Sampling.Rows.ALL;
  }

  /** Whether every row is taken. */
  NodeEntries.Taken taken() {
    return all ? NodeEntries.Taken.ALL : NodeEntries.Taken.SOME;
  }

  /** How often a row is taken. */
  int times(int row) {
    return all ? 1 : sampling.times(KeyHash.mix(keys[row], taking));
  }

  /** The greatest |g| and h of some rows. */
  float[] greatest(int from, int to) {
    int first = 0;
    int second = 0;
    float[] g = gradients.first();
    float[] h = gradients.second();
    for (int i = from; i < to; i++) {
      int times = times(i);
      // The bits of numbers that are not negative are in the order of the numbers.
      first = Math.max(first, Float.floatToRawIntBits(Math.abs(g[i]) * times));
      second = Math.max(second, Float.floatToRawIntBits(h[i] * times));
    }
    return new float[] {Float.intBitsToFloat(first), Float.intBitsToFloat(second)};
  }

  /** Writes the entries of those of some rows that are taken, from {@code from} on. */
  int gather(int from, int to, Scales scales, long[] entries) {
    double toFirst = scales.toFirst();
    double toSecond = scales.toSecond();
    float[] g = gradients.first();
    float[] h = gradients.second();
    int at = from;
    for (int i = from; i < to; i++) {
      int times = times(i);
      if (times > 0) {
        long bits = KeyHash.mix(keys[i], rounding);
        double up = ((int) bits & ROUNDING_MASK) * ROUNDING_UNIT;
        double upToo = ((int) (bits >>> Integer.SIZE) & ROUNDING_MASK) * ROUNDING_UNIT;
        int first = (int) (g[i] * times * toFirst + up + OFFSET) - (int) OFFSET;
        int second = (int) (h[i] * times * toSecond + upToo);
        entries[at++] = GradientRows.entry(first, second, i);
      }
    }
    return at - from;
  }

  /** The coarse sums of some entries. */
  static GradientSums sums(long[] entries, int from, int to) {
    long first = 0;
    long second = 0;
    for (int i = from; i < to; i++) {
      first += GradientRows.gradient(entries[i]);
      second += GradientRows.hessian(entries[i]);
    }
    return new GradientSums(first, second);
  }

  /**
   * Adds the fine numbers of some rows, [nodes][2], gradients before hessians.
   *
   * @param places of the rows from {@code from} on
   */
  void addFine(int[] places, int from, Scales scales, long[] sums) {
    double toFirst = scales.toFineFirst();
    double toSecond = scales.toFineSecond();
    float[] g = gradients.first();
    float[] h = gradients.second();
    for (int i = 0; i < places.length; i++) {
      int place = places[i];
      if (place != RowNodes.NONE) {
        int times = times(from + i);
        sums[2 * place] += (long) (g[from + i] * toFirst) * times;
        sums[2 * place + 1] += (long) (h[from + i] * toSecond) * times;
      }
    }
  }

  /** The fine weight of a row: what h is where it is the weight. */
  long fineWeight(int row, Scales scales) {
    return (long) (gradients.second()[row] * scales.toFineSecond()) * times(row);
  }
}
