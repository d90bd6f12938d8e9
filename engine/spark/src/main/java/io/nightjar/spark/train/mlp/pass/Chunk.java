package io.nightjar.spark.train.mlp.pass;

/** Some rows as layers take them; borrowed arrays, immutable by agreement. */
public final class Chunk {
  private final int rows;
  private final float[] z;
  private final double[] labels;
  private final double[] weights;
  private final long[] ids;

  /**
   * Rows over borrowed arrays.
   *
   * @param z standardised, row-major [rows][columns]
   * @param labels the class's code, or the standardised number; [rows]
   * @param weights [rows]; null where all weigh 1
   * @param ids what each row is known by in draws, [rows]
   */
  Chunk(float[] z, double[] labels, double[] weights, long[] ids) {
    this.rows = labels.length;
    this.z = z;
    this.labels = labels;
    this.weights = weights;
    this.ids = ids;
  }

  /** How many rows. */
  public int rows() {
    return rows;
  }

  /** Standardised inputs, row-major; lent. */
  public float[] z() {
    return z;
  }

  /** The label of a row. */
  public double label(int row) {
    return labels[row];
  }

  /** The weight of a row. */
  public double weight(int row) {
    return weights == null ? 1 : weights[row];
  }

  /** Whether rows have weights of their own. */
  boolean weighted() {
    return weights != null;
  }

  /** What a row is known by in draws. */
  public long id(int row) {
    return ids[row];
  }
}
