package io.nightjar.spark.train.block;

import io.nightjar.kernels.block.ColumnBlock;
import io.nightjar.kernels.block.DoubleColumnBlock;
import io.nightjar.kernels.block.FeatureBlock;
import io.nightjar.kernels.block.OneHotBlock;
import io.nightjar.kernels.block.SparseBlock;
import io.nightjar.kernels.linear.GlmTarget;
import java.io.Serializable;
import java.util.Iterator;

/**
 * Weights, means and sums of squares about the means of some blocks, each read once. Sums of a
 * block are taken about a value near its own, so that a column which never changes has squares of
 * exactly 0; blocks and partitions are put together by (Chan, Golub and LeVeque 1983, "Algorithms
 * for computing the sample variance")
 *
 * <pre>
 *   δ = μ₂ − μ₁,  μ = μ₁ + δ·W₂/W,  S = S₁ + S₂ + δ²·W₁W₂/W,  W = W₁ + W₂
 * </pre>
 */
final class BlockSums implements Serializable {
  private static final long serialVersionUID = 1L;

  private final double[] classWeights;

  /** By design column, whether it is left out. */
  private final boolean[] known;

  private final double[] mean;
  private final double[] squares;
  private long rows;
  private double weight;
  private double squaredWeights;

  /**
   * Sums of nothing yet.
   *
   * @param known by design column, whether its sums are known and it is left out; the label is one
   *     column more
   * @param classes of the label; 0 where it is a number or isn't there
   */
  BlockSums(boolean[] known, int classes) {
    int d = known.length;
    this.known = known;
    classWeights = new double[classes];
    mean = new double[d + 1];
    squares = new double[d + 1];
  }

  /** Adds blocks. */
  BlockSums of(Iterator<LabelledBlock> part) {
    while (part.hasNext()) {
      add(part.next());
    }
    return this;
  }

  private void add(LabelledBlock block) {
    double[] weights = block.target().weights();
    double[] labels = block.target().labels();
    int count = block.rows();
    rows += count;
    double total = count;
    double totalSquares = count;
    if (weights != null) {
      total = 0;
      totalSquares = 0;
      for (int i = 0; i < count; i++) {
        total += weights[i];
        totalSquares += weights[i] * weights[i];
      }
    }
    for (int i = 0; i < count && classWeights.length > 0; i++) {
      classWeights[(int) labels[i]] += weights == null ? 1 : weights[i];
    }
    if (total > 0) {
      if (block.features() instanceof OneHotBlock oneHot) {
        join(oneHot, block.target(), total);
      } else if (block.features() instanceof SparseBlock sparse) {
        join(SparseSums.of(sparse, weights, mean.length - 1), total);
      } else {
        for (int j = 0; j < mean.length - 1; j++) {
          if (!known[j]) {
            join(j, about(block.features(), weights, j), total);
          }
        }
      }
      join(mean.length - 1, of(labels, weights, count), total);
      weight += total;
      squaredWeights += totalSquares;
    }
  }

  /** A mean and the sum of squares about it. */
  private record About(double mean, double squares) {
    static About of(double shift, double sum, double squares, double weight) {
      return new About(shift + sum / weight, Math.max(0, squares - sum * (sum / weight)));
    }
  }

  private static About about(FeatureBlock block, double[] weights, int j) {
    return block instanceof ColumnBlock floats
        ? of(floats.column(j), weights, block.rows())
        : of(((DoubleColumnBlock) block).column(j), weights, block.rows());
  }

  /** Of a 0/1 column, Σw·x and Σw·x² are both the weight of its ones. */
  private void join(OneHotBlock block, GlmTarget target, double total) {
    double[] weights = target.weights();
    int[] places = block.places();
    for (int k = 0; k < places.length && places[k] < mean.length - 1; k++) {
      if (!known[places[k]]) {
        join(places[k], about(block.dense(), weights, k), total);
      }
    }
    for (int g = 0; g < block.groups() && block.start(g) < mean.length - 1; g++) {
      double[] ones = new double[block.size(g)];
      for (int i = 0; i < block.rows(); i++) {
        int one = block.ones(g)[i];
        if (one >= 0) {
          ones[one - block.start(g)] += weights == null ? 1 : weights[i];
        }
      }
      for (int c = 0; c < ones.length; c++) {
        join(block.start(g) + c, About.of(0, ones[c], ones[c], total), total);
      }
    }
  }

  private void join(SparseSums sums, double total) {
    for (int j = 0; j < mean.length - 1; j++) {
      double about = sums.mean(j, total);
      join(j, new About(about, sums.squares(j, total)), total);
    }
  }

  private static About of(float[] x, double[] weights, int rows) {
    double shift = x[rows / 2];
    double weight = rows;
    double sum = 0;
    double squares = 0;
    if (weights != null) {
      weight = 0;
      for (int i = 0; i < rows; i++) {
        double weighted = weights[i] * (x[i] - shift);
        weight += weights[i];
        sum += weighted;
        squares += weighted * (x[i] - shift);
      }
      return About.of(shift, sum, squares, weight);
    }
    double oddSum = 0;
    double oddSquares = 0;
    int i = 0;
    for (; i < rows - 1; i += 2) { // two chains: an addition need not wait for the one before
      double even = x[i] - shift;
      double odd = x[i + 1] - shift;
      sum += even;
      oddSum += odd;
      squares += even * even;
      oddSquares += odd * odd;
    }
    double last = i < rows ? x[i] - shift : 0;
    return About.of(shift, sum + oddSum + last, squares + oddSquares + last * last, weight);
  }

  private static About of(double[] x, double[] weights, int rows) {
    double shift = x[rows / 2];
    double weight = 0;
    double sum = 0;
    double squares = 0;
    for (int i = 0; i < rows; i++) {
      double w = weights == null ? 1 : weights[i];
      double weighted = w * (x[i] - shift);
      weight += w;
      sum += weighted;
      squares += weighted * (x[i] - shift);
    }
    return About.of(shift, sum, squares, weight);
  }

  private void join(int j, About more, double moreWeight) {
    double all = weight + moreWeight;
    double delta = more.mean - mean[j];
    mean[j] = weight == 0 ? more.mean : mean[j] + delta * (moreWeight / all);
    squares[j] += more.squares + delta * delta * (weight * moreWeight / all);
  }

  /** Puts others behind these. */
  BlockSums plus(BlockSums other) {
    rows += other.rows;
    for (int k = 0; k < classWeights.length; k++) {
      classWeights[k] += other.classWeights[k];
    }
    if (other.weight > 0) {
      for (int j = 0; j < mean.length; j++) {
        join(j, new About(other.mean[j], other.squares[j]), other.weight);
      }
      weight += other.weight;
      squaredWeights += other.squaredWeights;
    }
    return this;
  }

  /** How many columns, the label's included. */
  int columns() {
    return mean.length;
  }

  /** How many rows, those included that weigh nothing. */
  long rows() {
    return rows;
  }

  /** Σw. */
  double weight() {
    return weight;
  }

  /** Σw². */
  double squaredWeights() {
    return squaredWeights;
  }

  /** The weight of the rows of each class. */
  double[] classWeights() {
    return classWeights;
  }

  /** Σw·x / Σw of column j; NaN where no row weighs anything. */
  double mean(int j) {
    return weight > 0 ? mean[j] : Double.NaN;
  }

  /** Σw·(x − μ)² of column j. */
  double squares(int j) {
    return squares[j];
  }
}
