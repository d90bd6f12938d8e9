package io.nightjar.kernels.bench.linear;

import io.nightjar.kernels.block.FeatureBlock;

/** A wide block as anybody would read it, a row at a time. */
interface WideRows {
  FeatureBlock block();

  /** The same with |x|, whose sums say how large the terms of others are. */
  WideRows sizes();

  /** β·(x, 1). */
  double margin(int row, double[] coefficients);

  /** Adds factor·(x, 1). */
  void add(int row, double factor, double[] sums);

  /** Most terms of a margin. */
  int terms();
}
