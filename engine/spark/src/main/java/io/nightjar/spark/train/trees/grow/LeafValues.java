package io.nightjar.spark.train.trees.grow;

import io.nightjar.spark.train.trees.split.GradientSums;
import io.nightjar.spark.train.trees.split.OpenNode;
import io.nightjar.spark.train.trees.split.Scales;
import java.util.List;

/** The values of a tree's leaves, from fine sums over their rows. */
final class LeafValues {
  private static final int WIDTH = 8;

  private final TreeRows rows;
  private final BoostPlan plan;
  private final Scales scales;

  LeafValues(TreeRows rows, BoostPlan plan, Scales scales) {
    this.rows = rows;
    this.plan = plan;
    this.scales = scales;
  }

  /** Values as they are added to the margins, the learning rate included. */
  double[] of(List<OpenNode> leaves) {
    int[] ids = leaves.stream().mapToInt(OpenNode::id).toArray();
    double quantile = plan.objective().leafQuantile();
    double[] values = Double.isNaN(quantile) ? newton(ids) : quantiles(ids, quantile);
    for (int i = 0; i < values.length; i++) {
      values[i] = plan.rate() * leaves.get(i).clamp(values[i]);
    }
    return values;
  }

  private double[] newton(int[] ids) {
    List<GradientSums> sums = rows.fineSums(ids);
    double[] values = new double[ids.length];
    for (int i = 0; i < ids.length; i++) {
      double g = sums.get(i).first() / scales.toFineFirst();
      double h = sums.get(i).second() / scales.toFineSecond();
      values[i] = plan.spec().penalty().leaf(g, h);
    }
    return values;
  }

  /**
   * The least residual that the quantile's share of a leaf's weight does not exceed, found by its
   * ordered bits, eight at a time: whole-number sums in place of a sort.
   */
  double[] quantiles(int[] ids, double quantile) {
    int[] leading = new int[ids.length];
    long[] wanted = new long[ids.length];
    for (int shift = Integer.SIZE - WIDTH; shift >= 0; shift -= WIDTH) {
      long[][] weights = rows.residualWeights(ids, new ResidualBits(leading.clone(), shift));
      for (int i = 0; i < ids.length; i++) {
        if (shift == Integer.SIZE - WIDTH) {
          wanted[i] = (long) Math.ceil(quantile * total(weights[i]));
        }
        leading[i] |= advance(weights[i], wanted, i) << shift;
      }
    }
    double[] values = new double[ids.length];
    for (int i = 0; i < ids.length; i++) {
      values[i] = wanted[i] > 0 ? ResidualBits.residual(leading[i]) : 0;
    }
    return values;
  }

  private static long total(long[] weights) {
    long total = 0;
    for (long weight : weights) {
      total += weight;
    }
    return total;
  }

  /** The cell in which the wanted weight is reached; takes off what lies below. */
  private static int advance(long[] weights, long[] wanted, int at) {
    int cell = 0;
    while (cell < weights.length - 1 && weights[cell] < wanted[at]) {
      wanted[at] -= weights[cell++];
    }
    return cell;
  }
}
