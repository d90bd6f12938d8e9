package io.nightjar.kernels.bench.linear;

import io.nightjar.kernels.bench.data.MadeData;
import io.nightjar.kernels.block.SparseBlock;

/**
 * A table of sparse vectors.
 *
 * @param kept values of a row that are not 0, about evenly over the columns
 */
record SparseShape(int rows, int columns, int kept) implements WideShape {
  @Override
  public long cells() {
    return (long) rows * kept;
  }

  @Override
  public double bytes() {
    return 8.0 * cells() + 12.0 * rows;
  }

  @Override
  public String name() {
    return MadeData.shape(rows, columns) + " sparse, " + kept + " a row";
  }

  @Override
  public SparseRows made(MadeData made) {
    int[] offsets = new int[rows + 1];
    int[] places = new int[rows * kept];
    int stride = columns / kept;
    for (int i = 0; i < rows; i++) {
      offsets[i + 1] = (i + 1) * kept;
      for (int k = 0; k < kept; k++) {
        places[i * kept + k] = k * stride + made.random().nextInt(stride);
      }
    }
    return new SparseRows(new SparseBlock(columns, offsets, places, made.floats(rows * kept)));
  }
}
