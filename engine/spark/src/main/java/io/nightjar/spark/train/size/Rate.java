package io.nightjar.spark.train.size;

/**
 * How long an operation takes on one core of an AMD EPYC with Java 17 and plain loops; vectors and
 * GPUs are faster. Those of trees, gradients, products, distances and factors follow this project's
 * benchmarks of kernels and training; reading is a guess. All are meant for orders of magnitude.
 */
public enum Rate {
  /** A value read, decoded and encoded. */
  READ("values read", 10),
  /** A value of a row on one level of a tree, all that growing does with it included. */
  TREE_LEVEL("values of a tree's level", 0.8),
  /** A value in a gradient of a linear model. */
  GRADIENT("values of a gradient", 1.3),
  /** A product of two values of a row in a Gram matrix. */
  PRODUCT("products of columns", 0.45),
  /** A value's distance from one centroid. */
  DISTANCE("distances by column", 0.12),
  /** A product in the normal equations of a rating. */
  FACTOR("products of factors", 0.55),
  /** A weight of a network met by a row, there and back. */
  WEIGHT("weights met by rows", 0.12);

  private final String of;
  private final double nanos;

  Rate(String of, double nanos) {
    this.of = of;
    this.nanos = nanos;
  }

  /** What is counted. */
  public String of() {
    return of;
  }

  /** Nanoseconds of one core for one of them. */
  public double nanos() {
    return nanos;
  }
}
