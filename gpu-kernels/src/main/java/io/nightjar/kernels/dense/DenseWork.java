package io.nightjar.kernels.dense;

import io.nightjar.kernels.backend.Work;

/** What the dense operations cost. */
final class DenseWork {
  private static final long FLOAT = Float.BYTES;

  private DenseWork() {}

  static Work gemm(MatrixProduct product) {
    return product(product.m(), product.n(), product.k(), product.multiplyAdds());
  }

  static Work layerForward(LayerShape shape) {
    return product(shape.rows(), shape.outputs(), shape.inputs(), shape.multiplyAdds());
  }

  /**
   * One or two products.
   *
   * @param products 1 where dX is not wanted, else 2
   */
  static Work layerBackward(LayerShape shape, int products) {
    Work one = product(shape.rows(), shape.outputs(), shape.inputs(), shape.multiplyAdds());
    return Work.of(products * one.units(), 0, products * one.callBytes(), one.largestBuffer());
  }

  private static Work product(long m, long n, long k, long units) {
    long bytes = FLOAT * (m * k + k * n + m * n);
    return Work.of(units, 0, bytes, FLOAT * Math.max(m * k, Math.max(k * n, m * n)));
  }
}
