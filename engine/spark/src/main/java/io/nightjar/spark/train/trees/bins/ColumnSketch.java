package io.nightjar.spark.train.trees.bins;

import java.io.Serializable;
import java.util.Arrays;

/**
 * What is kept of a numeric column to find its cuts: its distinct numbers while they are few, and
 * the numbers of the rows whose key falls into the sample. Both hang on the rows alone, so sketches
 * of parts of a table, merged in any order, give the same bins.
 */
public final class ColumnSketch implements Serializable {
  private static final long serialVersionUID = 1L;

  private final int maxBins;
  private final DistinctNumbers distinct;
  private float[] sample = new float[64];
  private int sampled;

  /** An empty sketch for 2..{@link ColumnBins#MAX_BINS} bins. */
  public ColumnSketch(int maxBins) {
    this.maxBins = maxBins;
    this.distinct = new DistinctNumbers(maxBins);
  }

  /** Adds the numbers of some rows; those at {@code rows} are of the sample. */
  public void add(float[] numbers, int count, int[] rows) {
    for (int i = 0; i < count && !distinct.tooMany(); i++) {
      distinct.add(numbers[i]);
    }
    room(rows.length);
    for (int row : rows) {
      sample[sampled++] = numbers[row];
    }
  }

  /** Adds all that the other holds. */
  public void add(ColumnSketch other) {
    distinct.add(other.distinct);
    room(other.sampled);
    System.arraycopy(other.sample, 0, sample, sampled, other.sampled);
    sampled += other.sampled;
  }

  private void room(int more) {
    if (sampled + more > sample.length) {
      sample = Arrays.copyOf(sample, Math.max(2 * sample.length, sampled + more));
    }
  }

  /** The bins: exact where the distinct numbers were few, else quantiles of the sample. */
  public ColumnBins bins() {
    if (!distinct.tooMany()) {
      float[] numbers = distinct.sorted();
      return CutFinder.between(numbers, numbers.length);
    }
    return new CutFinder(maxBins).bins(Arrays.copyOf(sample, sampled));
  }
}
