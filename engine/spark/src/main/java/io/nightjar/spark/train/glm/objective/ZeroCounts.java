package io.nightjar.spark.train.glm.objective;

import io.nightjar.kernels.block.OneHotBlock;
import io.nightjar.kernels.block.SparseBlock;
import io.nightjar.spark.train.block.BlockFolds;
import io.nightjar.spark.train.block.DesignMoments;
import io.nightjar.spark.train.block.LabelledBlock;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;

/**
 * Columns that part labels of 0 from the others. Where a column has one value c in all rows with
 * labels above 0, and no other row's value lies beyond c on one side, the Poisson likelihood
 * without a penalty rises for ever as the coefficient takes the means of those other rows to 0
 * (Santos Silva and Tenreyro 2010, "On the existence of the maximum likelihood estimates in Poisson
 * regression"). Rows that weigh nothing don't count.
 */
public final class ZeroCounts implements Serializable {
  private static final long serialVersionUID = 1L;

  private final double[] least;
  private final double[] most;
  private final double[] leastCounted;
  private final double[] mostCounted;

  private ZeroCounts(int d) {
    least = filled(d, Double.POSITIVE_INFINITY);
    most = filled(d, Double.NEGATIVE_INFINITY);
    leastCounted = filled(d, Double.POSITIVE_INFINITY);
    mostCounted = filled(d, Double.NEGATIVE_INFINITY);
  }

  /** Reads the blocks once. */
  public static ZeroCounts of(BlockFolds blocks, int d) {
    return blocks.reduce((partition, part) -> new ZeroCounts(d).of(part), ZeroCounts::plus);
  }

  /** A sentence for each such column of a fit with these coefficients. */
  public List<String> warnings(GlmSpec spec, double[] beta) {
    List<String> warnings = new ArrayList<>();
    for (int j = 0; j < least.length; j++) {
      if (parts(j, spec.solver().fitIntercept())) {
        warnings.add(
            String.format(
                Locale.ROOT,
                "column \"%s\" is %s in every row with a label above 0, so that with model.lambda ="
                    + " 0 its coefficient has no finite optimum; it stopped at %.4g: set"
                    + " model.lambda above 0, or leave the column out with features.exclude",
                spec.columns().get(j),
                leastCounted[j],
                beta[j]));
      }
    }
    return warnings;
  }

  /** Without an intercept nothing makes up for a value other than 0. */
  private boolean parts(int j, boolean intercept) {
    double c = leastCounted[j];
    boolean one = c == mostCounted[j] && (intercept || c == 0);
    return one && least[j] < most[j] && (c == least[j] || c == most[j]);
  }

  private ZeroCounts of(Iterator<LabelledBlock> part) {
    while (part.hasNext()) {
      LabelledBlock block = part.next();
      if (block.features() instanceof OneHotBlock oneHot) {
        add(block, oneHot);
        continue;
      }
      if (block.features() instanceof SparseBlock sparse) {
        add(block, sparse);
        continue;
      }
      for (int j = 0; j < least.length; j++) {
        add(block, j);
      }
    }
    return this;
  }

  private void add(LabelledBlock block, OneHotBlock oneHot) {
    for (int j : oneHot.places()) {
      if (j < least.length) {
        add(block, j);
      }
    }
    for (int g = 0; g < oneHot.groups(); g++) {
      addGroup(block, oneHot, g);
    }
  }

  /** A column holds a 0 where fewer rows than all have their 1 there. */
  private void addGroup(LabelledBlock block, OneHotBlock oneHot, int group) {
    int[] ones = new int[oneHot.size(group)];
    int[] onesCounted = new int[ones.length];
    int rows = 0;
    int counted = 0;
    for (int i = 0; i < block.rows(); i++) {
      if (!(block.weight(i) > 0)) {
        continue;
      }
      int column = oneHot.ones(group)[i] - oneHot.start(group);
      int above = block.label(i) > 0 ? 1 : 0;
      rows++;
      counted += above;
      if (column >= 0) {
        ones[column]++;
        onesCounted[column] += above;
      }
    }
    for (int c = 0; c < ones.length; c++) {
      int j = oneHot.start(group) + c;
      widenByOnes(least, most, j, ones[c], rows);
      widenByOnes(leastCounted, mostCounted, j, onesCounted[c], counted);
    }
  }

  /** A column holds a 0 where fewer rows than all have a value there. */
  private void add(LabelledBlock block, SparseBlock sparse) {
    int[] values = new int[least.length];
    int[] valuesCounted = new int[least.length];
    int rows = 0;
    int counted = 0;
    for (int i = 0; i < block.rows(); i++) {
      if (!(block.weight(i) > 0)) {
        continue;
      }
      int above = block.label(i) > 0 ? 1 : 0;
      rows++;
      counted += above;
      for (int k = sparse.offsets()[i]; k < sparse.offsets()[i + 1]; k++) {
        int j = sparse.places()[k];
        if (j < least.length) {
          values[j]++;
          valuesCounted[j] += above;
          widen(block, i, j, sparse.values()[k]);
        }
      }
    }
    for (int j = 0; j < least.length; j++) {
      if (values[j] < rows) {
        widen(least, most, j, 0);
      }
      if (valuesCounted[j] < counted) {
        widen(leastCounted, mostCounted, j, 0);
      }
    }
  }

  private void widen(LabelledBlock block, int row, int j, double value) {
    widen(least, most, j, value);
    if (block.label(row) > 0) {
      widen(leastCounted, mostCounted, j, value);
    }
  }

  private static void widen(double[] least, double[] most, int j, double value) {
    least[j] = Math.min(least[j], value);
    most[j] = Math.max(most[j], value);
  }

  private static void widenByOnes(double[] least, double[] most, int j, int ones, int rows) {
    if (ones < rows) {
      widen(least, most, j, 0);
    }
    if (ones > 0) {
      widen(least, most, j, 1);
    }
  }

  private void add(LabelledBlock block, int j) {
    double[] column = DesignMoments.values(block, j);
    for (int i = 0; i < column.length; i++) {
      if (block.weight(i) > 0) {
        widen(block, i, j, column[i]);
      }
    }
  }

  private ZeroCounts plus(ZeroCounts other) {
    for (int j = 0; j < least.length; j++) {
      least[j] = Math.min(least[j], other.least[j]);
      most[j] = Math.max(most[j], other.most[j]);
      leastCounted[j] = Math.min(leastCounted[j], other.leastCounted[j]);
      mostCounted[j] = Math.max(mostCounted[j], other.mostCounted[j]);
    }
    return this;
  }

  private static double[] filled(int d, double value) {
    double[] values = new double[d];
    Arrays.fill(values, value);
    return values;
  }
}
