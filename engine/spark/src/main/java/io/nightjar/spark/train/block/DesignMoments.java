package io.nightjar.spark.train.block;

import io.nightjar.FailureKind;
import io.nightjar.NightjarException;
import io.nightjar.kernels.block.ColumnBlock;
import io.nightjar.kernels.block.DoubleColumnBlock;
import io.nightjar.model.unlabelled.FeatureScaling;
import java.io.Serializable;
import java.util.Arrays;
import java.util.Iterator;

/**
 * Weighted means and sample standard deviations of the design columns and the label, in two passes:
 *
 * <pre>W = Σw,  μ = Σw·x / W,  σ² = Σw·(x − μ)² / (W − Σw² / W)</pre>
 *
 * which without weights is the n − 1 form.
 */
public final class DesignMoments implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final double CONSTANT = 1e-13;

  private final double weight;
  private final double degrees;
  private final double[] mean;
  private final double[] deviation;
  private final double[] classWeights;

  private DesignMoments(Sums first, double[] squares) {
    int d = squares.length - 1;
    weight = first.weight;
    mean = first.means();
    deviation = new double[d + 1];
    degrees = weight - first.squaredWeights / weight;
    for (int j = 0; j <= d; j++) {
      double sigma = degrees > 0 ? Math.sqrt(squares[j] / degrees) : 0;
      deviation[j] = sigma <= CONSTANT * Math.abs(mean[j]) ? 0 : sigma;
    }
    classWeights = first.classWeights;
  }

  /**
   * Reads the blocks twice.
   *
   * @param d how many of their columns are design columns
   * @param classes of the label; 0 where it is a number or isn't there
   */
  public static DesignMoments of(BlockFolds blocks, int d, int classes) {
    Sums first = blocks.reduce((partition, part) -> new Sums(d, classes).of(part), Sums::plus);
    double[] means = first.means();
    double[] squares =
        blocks.reduce((partition, part) -> squares(part, means), DesignMoments::added);
    return new DesignMoments(first, squares);
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

  private static double[] squares(Iterator<LabelledBlock> part, double[] means) {
    double[] squares = new double[means.length];
    while (part.hasNext()) {
      LabelledBlock block = part.next();
      for (int j = 0; j < means.length; j++) {
        double[] column = valuesOrLabels(block, j, means.length - 1);
        double sum = 0;
        for (int i = 0; i < column.length; i++) {
          double deviation = column[i] - means[j];
          sum += block.weight(i) * deviation * deviation;
        }
        squares[j] += sum;
      }
    }
    return squares;
  }

  private static double[] added(double[] left, double[] right) {
    for (int j = 0; j < left.length; j++) {
      left[j] += right[j];
    }
    return left;
  }

  /** Design column j of d, or the labels for j = d. */
  private static double[] valuesOrLabels(LabelledBlock block, int j, int d) {
    return j < d ? values(block, j) : block.target().labels();
  }

  /** A copy of the values of column j, in float64. */
  public static double[] values(LabelledBlock block, int j) {
    int rows = block.rows();
    double[] values = new double[rows];
    if (block.features() instanceof ColumnBlock floats) {
      float[] column = floats.column(j);
      for (int i = 0; i < rows; i++) {
        values[i] = column[i];
      }
    } else {
      System.arraycopy(((DoubleColumnBlock) block.features()).column(j), 0, values, 0, rows);
    }
    return values;
  }

  /** Sums of the first pass. */
  private static final class Sums implements Serializable {
    private static final long serialVersionUID = 1L;
    private double weight;
    private double squaredWeights;
    private final double[] values;
    private final double[] classWeights;

    Sums(int d, int classes) {
      values = new double[d + 1];
      classWeights = new double[classes];
    }

    Sums of(Iterator<LabelledBlock> part) {
      while (part.hasNext()) {
        add(part.next());
      }
      return this;
    }

    private void add(LabelledBlock block) {
      for (int i = 0; i < block.rows(); i++) {
        double w = block.weight(i);
        weight += w;
        squaredWeights += w * w;
        if (classWeights.length > 0) {
          classWeights[(int) block.label(i)] += w;
        }
      }
      for (int j = 0; j < values.length; j++) {
        double[] column = valuesOrLabels(block, j, values.length - 1);
        double sum = 0;
        for (int i = 0; i < column.length; i++) {
          sum += block.weight(i) * column[i];
        }
        values[j] += sum;
      }
    }

    Sums plus(Sums other) {
      weight += other.weight;
      squaredWeights += other.squaredWeights;
      added(values, other.values);
      added(classWeights, other.classWeights);
      return this;
    }

    double[] means() {
      double[] means = new double[values.length];
      for (int j = 0; j < means.length; j++) {
        means[j] = values[j] / weight;
      }
      return means;
    }
  }
}
