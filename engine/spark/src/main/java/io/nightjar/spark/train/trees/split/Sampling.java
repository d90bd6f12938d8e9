package io.nightjar.spark.train.trees.split;

import io.nightjar.spark.train.task.KeyHash;
import java.io.Serializable;

/**
 * What rows and columns a tree is grown on, by hashes of keys and numbers.
 *
 * @param rows how rows are taken
 * @param rowShare share of the rows, (0, 1]
 * @param columnsByTree share of the columns that a tree may split on, (0, 1]
 * @param columnsByNode share of those that a node may, (0, 1]
 * @param seed of all of it, and of the rounding of gradients
 */
public record Sampling(
    Rows rows, double rowShare, double columnsByTree, double columnsByNode, long seed)
    implements Serializable {
  private static final int MOST = 8;

  /** How rows are taken. */
  public enum Rows {
    ALL,
    /** Each with the probability of the share. */
    SHARE,
    /**
     * Each as often as Poisson's distribution of mean 1 says, which is a bootstrap of many rows.
     */
    BOOTSTRAP
  }

  /** Everything, always. */
  public static Sampling none(long seed) {
    return new Sampling(Rows.ALL, 1, 1, 1, seed);
  }

  /** Random bits for a tree. */
  public long purpose(TreeId tree) {
    return KeyHash.mix(seed, 31L * tree.round() + 1) + KeyHash.mix(tree.output());
  }

  /** How often a row is in the sample, from its random bits. */
  public int times(long bits) {
    if (rows == Rows.ALL) {
      return 1;
    }
    double unit = KeyHash.unit(bits);
    return rows == Rows.SHARE ? (unit < rowShare ? 1 : 0) : poisson(unit, rowShare);
  }

  private static int poisson(double unit, double mean) {
    double term = StrictMath.exp(-mean);
    double below = term;
    int times = 0;
    while (unit >= below && times < MOST) {
      times++;
      term *= mean / times;
      below += term;
    }
    return times;
  }
}
