package io.nightjar.spark.train.trees.split;

import io.nightjar.kernels.block.BinnedBlock;
import io.nightjar.kernels.tree.Histogram;
import io.nightjar.spark.train.trees.bins.Bins;
import java.io.Serializable;

/**
 * Finds the best split of a node on some columns, from their histogram. Every gain is a function of
 * whole-number sums; of equal ones the first column and the lowest bin win.
 */
public final class SplitFinder implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Bins of a column, the missing one among them. */
  public static final int CELLS = BinnedBlock.SLOTS;

  /** Sums of a column: Σ g and Σ h of each bin. */
  public static final int SUMS = Histogram.SUMS;

  /** Bytes of a node's histogram over so many columns. */
  public static int bytes(int width) {
    return width * SUMS * Long.BYTES;
  }

  /**
   * Some columns of a histogram, beside each other.
   *
   * @param sums [columns][{@link #SUMS}], of these columns or of more; borrowed
   * @param at where the sums of the first of these columns start
   * @param first its number
   * @param count how many columns
   */
  public record Slice(long[] sums, int at, int first, int count) {

    /** Columns of a slice; the last one may have fewer. */
    public static final int WIDTH = 8;

    /** How many slices so many columns come to. */
    public static int slices(int width) {
      return (width + WIDTH - 1) / WIDTH;
    }

    /** A slice of a node's whole histogram over so many columns. */
    public static Slice of(long[] histogram, int slice, int width) {
      int first = WIDTH * slice;
      return new Slice(histogram, first * SUMS, first, Math.min(WIDTH, width - first));
    }

    /** One beyond where the sums of the last of these columns end. */
    public int end() {
      return at + count * SUMS;
    }
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

  /** The search of a node's split, whose columns are drawn here; for several threads. */
  public OfNode of(OpenNode node) {
    return new OfNode(node, columns.of(node.id()));
  }

  /** The search of one node's split, slice by slice. */
  public final class OfNode {
    private final OpenNode node;
    private final boolean[] allowed;

    private OfNode(OpenNode node, boolean[] allowed) {
      this.node = node;
      this.allowed = allowed;
    }

    /** The best split on some columns; null where none gains enough. */
    public Split best(Slice slice) {
      Split best = null;
      for (int k = 0; k < slice.count(); k++) {
        int column = slice.first() + k;
        if (allowed[column]) {
          best = better(best, ofColumn(slice.sums(), slice.at() + k * SUMS, column, node));
        }
      }
      return best;
    }
  }

  /** The better of two that may be null. */
  public static Split better(Split a, Split b) {
    return b != null && b.betterThan(a) ? b : a;
  }

  private Split ofColumn(long[] histogram, int at, int column, OpenNode node) {
    SideScore score = new SideScore(spec.penalty(), scales, node, spec.monotone()[column]);
    ColumnSums sums = new ColumnSums(histogram, at, bins.column(column).count());
    return bins.column(column).isCategorical()
        ? new CategoryScan(sums, score).best(column)
        : new NumberScan(sums, score).best(column);
  }
}
