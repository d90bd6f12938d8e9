package io.nightjar.spark.train.block;

import io.nightjar.FailureKind;
import io.nightjar.NightjarException;
import io.nightjar.features.NumericRange;
import io.nightjar.kernels.block.ColumnBlock;
import io.nightjar.kernels.block.DoubleColumnBlock;
import io.nightjar.kernels.block.FeatureBlock;
import io.nightjar.kernels.block.OneHotBlock;
import io.nightjar.kernels.block.SparseBlock;
import io.nightjar.model.unlabelled.FeatureScaling;
import java.io.Serializable;
import java.util.Arrays;
import java.util.Map;

/**
 * Weighted means and sample standard deviations of the design columns and the label:
 *
 * <pre>W = Σw,  μ = Σw·x / W,  σ² = Σw·(x − μ)² / (W − Σw² / W)</pre>
 *
 * which without weights is the n − 1 form.
 */
public final class DesignMoments implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final double CONSTANT = 1e-13;

  private final long rows;
  private final double weight;
  private final double degrees;
  private final double[] mean;
  private final double[] deviation;
  private final double[] classWeights;

  private DesignMoments(BlockSums sums, Map<Integer, NumericRange> known) {
    int columns = sums.columns();
    rows = sums.rows();
    weight = sums.weight();
    mean = new double[columns];
    deviation = new double[columns];
    degrees = weight - sums.squaredWeights() / weight;
    for (int j = 0; j < columns; j++) {
      mean[j] = sums.mean(j);
      double sigma = degrees > 0 ? Math.sqrt(sums.squares(j) / degrees) : 0;
      deviation[j] = sigma <= CONSTANT * Math.abs(mean[j]) ? 0 : sigma;
    }
    known.forEach(
        (j, range) -> {
          mean[j] = range.mean();
          deviation[j] = range.std() <= CONSTANT * Math.abs(range.mean()) ? 0 : range.std();
        });
    classWeights = sums.classWeights();
  }

  /**
   * Reads the blocks once.
   *
   * @param d how many of their columns are design columns
   * @param classes of the label; 0 where it is a number or isn't there
   */
  public static DesignMoments of(BlockFolds blocks, int d, int classes) {
    return of(blocks, d, classes, Map.of());
  }

  /**
   * The same where much is known.
   *
   * @param ranges of design columns, by their places, that hold just these rows' values, each of
   *     which weighs 1
   */
  public static DesignMoments of(
      BlockFolds blocks, int d, int classes, Map<Integer, NumericRange> ranges) {
    boolean[] known = new boolean[d];
    ranges.keySet().forEach(j -> known[j] = true);
    BlockSums sums =
        blocks.reduce((partition, part) -> new BlockSums(known, classes).of(part), BlockSums::plus);
    return new DesignMoments(sums, ranges);
  }

  /** The space of centred columns, each divided by its σ; a column that never changes is not. */
  public FeatureScaling standardised() {
    double[] scale = new double[deviation.length - 1];
    for (int j = 0; j < scale.length; j++) {
      scale[j] = deviation[j] == 0 ? 1 : 1 / deviation[j];
    }
    return new FeatureScaling(Arrays.copyOf(mean, scale.length), scale);
  }

  /** The space of centred columns. */
  public FeatureScaling centred() {
    double[] ones = new double[deviation.length - 1];
    Arrays.fill(ones, 1);
    return new FeatureScaling(Arrays.copyOf(mean, ones.length), ones);
  }

  /** W − Σw² / W, what sums of squares about the mean are divided by; n − 1 without weights. */
  public double degrees() {
    return degrees;
  }

  /** How many rows, those included that weigh nothing. */
  public long rows() {
    return rows;
  }

  /** W, the weight of all rows. */
  public double weight() {
    return weight;
  }

  /** μ of design column j; the label's at d. */
  public double mean(int j) {
    return mean[j];
  }

  /** μ of all design columns, without the label's. */
  public double[] columnMeans() {
    return Arrays.copyOf(mean, mean.length - 1);
  }

  /** σ of design column j, 0 for one that never changes; the label's at d. */
  public double deviation(int j) {
    return deviation[j];
  }

  /** The weight of the rows of class k. */
  public double classWeight(int k) {
    return classWeights[k];
  }

  /**
   * Refuses a training part where all rows that weigh anything are of one of two classes.
   *
   * @throws NightjarException of kind DATA
   */
  public void requireBothClasses() {
    if (classWeights[0] == 0 || classWeights[1] == 0) {
      throw NightjarException.of(
          FailureKind.DATA,
          "the training part of the split has "
              + (classWeights[0] == 0 ? "no negative" : "no positive")
              + " row that weighs anything; give more rows, or other shares in the split block");
    }
  }

  /** A copy of the values of column j, in float64; not of a column of a one-hot group. */
  public static double[] values(LabelledBlock block, int j) {
    return values(block.features(), j);
  }

  private static double[] values(FeatureBlock block, int j) {
    int rows = block.rows();
    double[] values = new double[rows];
    if (block instanceof OneHotBlock oneHot) {
      int place = Arrays.binarySearch(oneHot.places(), j);
      if (place < 0) {
        throw new IllegalArgumentException("column " + j + " is not there; must be a dense one");
      }
      return values(oneHot.dense(), place);
    }
    if (block instanceof SparseBlock sparse) {
      for (int i = 0; i < rows; i++) {
        values[i] = sparse.value(i, j);
      }
    } else if (block instanceof ColumnBlock floats) {
      float[] column = floats.column(j);
      for (int i = 0; i < rows; i++) {
        values[i] = column[i];
      }
    } else {
      System.arraycopy(((DoubleColumnBlock) block).column(j), 0, values, 0, rows);
    }
    return values;
  }
}
