package io.nightjar.spark.train.trees.split;

import io.nightjar.spark.train.trees.bins.BinMatrix;
import io.nightjar.spark.train.trees.bins.Bins;
import java.io.Serializable;

/**
 * Finds the best split of a node on the columns of one group, from their histogram. Every gain is a
 * function of whole-number sums; of equal ones the first column and the lowest bin win.
 */
public final class SplitFinder implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Cells of a column's histogram. */
  public static final int CELLS = 256;

  /** Where the sums of h start in a group's histogram; those of g come first. */
  public static final int SECOND = BinMatrix.GROUP * CELLS;

  /** Length of a group's histogram. */
  public static final int LENGTH = 2 * SECOND;

  /** Bytes of a node's histogram over so many columns. */
  public static int bytes(int width) {
    return (width + BinMatrix.GROUP - 1) / BinMatrix.GROUP * LENGTH * Long.BYTES;
  }

  private final GrowSpec spec;
  private final Bins bins;
  private final Scales scales;
  private final ColumnChoice columns;

  /** Finds splits of one tree's nodes. */
  public SplitFinder(GrowSpec spec, Bins bins, Scales scales, ColumnChoice columns) {
    this.spec = spec;
    this.bins = bins;
    this.scales = scales;
    this.columns = columns;
  }

  /** Whether a node's weight and depth let it be split. */
  public boolean mayDivide(OpenNode node) {
    double h = node.sums().second() * scales.secondUnit();
    return node.depth() < spec.shape().depth()
        && node.sums().second() > 0
        && h >= 2 * spec.penalty().minChildWeight();
  }

  /**
   * The best split of a node on a group's columns; null where none gains enough.
   *
   * @param histogram [{@link #LENGTH}]: per column of the group and bin Σ g, then the same of h
   */
  public Split best(long[] histogram, int group, OpenNode node) {
    boolean[] allowed = columns.of(node.id());
    Split best = null;
    int first = BinMatrix.GROUP * group;
    for (int k = 0; k < BinMatrix.GROUP && first + k < bins.width(); k++) {
      if (allowed[first + k]) {
        Split split = ofColumn(histogram, k, first + k, node);
        best = split != null && split.betterThan(best) ? split : best;
      }
    }
    return best;
  }

  /** The better of two that may be null. */
  public static Split better(Split a, Split b) {
    return b != null && b.betterThan(a) ? b : a;
  }

  private Split ofColumn(long[] histogram, int k, int column, OpenNode node) {
    SideScore score = new SideScore(spec.penalty(), scales, node, spec.monotone()[column]);
    ColumnSums sums = new ColumnSums(histogram, k * CELLS, bins.column(column).count());
    return bins.column(column).isCategorical()
        ? new CategoryScan(sums, score).best(column)
        : new NumberScan(sums, score).best(column);
  }
}
