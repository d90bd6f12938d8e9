package io.nightjar.spark.train.trees.local;

import io.nightjar.spark.train.trees.bins.BinMatrix;
import io.nightjar.spark.train.trees.objective.Labels;
import java.io.Serializable;

/** Some rows of a table; arrays are borrowed. No record, because Kryo takes none to disk. */
public final class Part implements Serializable {
  private static final long serialVersionUID = 1L;

  private final BinMatrix bins;
  private final double[] labels;
  private final double[] weights;
  private final long[] keys;
  private final double[][] margins;

  /**
   * Rows.
   *
   * @param keys what the rows' random numbers hang on
   */
  public Part(BinMatrix bins, Labels labels, long[] keys) {
    this(bins, labels, keys, null);
  }

  /**
   * Rows that earlier trees have made something of.
   *
   * @param margins [outputs][rows], base included; null where there are no earlier trees
   */
  public Part(BinMatrix bins, Labels labels, long[] keys, double[][] margins) {
    this.margins = margins;
    this.bins = bins;
    this.labels = labels.values();
    this.weights = labels.weights();
    this.keys = keys;
  }

  /** How many rows. */
  public int rows() {
    return bins.rows();
  }

  /** Their bins. */
  public BinMatrix bins() {
    return bins;
  }

  /** Their labels and weights. */
  public Labels labels() {
    return new Labels(labels, weights);
  }

  /** The margins that earlier trees give them; null where there are none. */
  double[][] margins() {
    return margins;
  }

  /** Their keys. */
  long[] keys() {
    return keys;
  }
}
