package io.nightjar.kernels.dense;

import io.nightjar.kernels.backend.Work;

/** What the dense operations cost. */
final class DenseWork {
  private static final long FLOAT = Float.BYTES;
  private static final long DOUBLE = Double.BYTES;

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

  static Work choleskySolve(long systems, int order) {
    long packed = systems * CholeskySolve.packedLength(order);
    // An entry of L takes a third of the order on average; both triangular solves one each.
    long units = packed * order / 3 + 2 * packed;
    return Work.of(
        units, 0, DOUBLE * (packed + 2 * systems * order), DOUBLE * systems * order * order);
  }

  static Work normalEquations(FactorMatrix factors, long systems, long entries) {
    long packed = CholeskySolve.packedLength(factors.rank());
    long results = systems * (packed + factors.rank());
    long resident = FLOAT * factors.values().length;
    return Work.of(
        entries * packed,
        resident,
        2 * DOUBLE * results + 3 * FLOAT * entries,
        Math.max(resident, DOUBLE * systems * packed));
  }

  static Work topK(FactorMatrix users, FactorMatrix items, int k) {
    long units = (long) users.rows() * items.rows() * users.rank();
    if (FactorMatrix.mayOverflow(users, items)) {
      return Work.onJvm(units, "products may overflow, and only the JVM leaves those out");
    }
    long resident = FLOAT * items.values().length;
    return Work.of(
        units,
        resident,
        FLOAT * users.values().length + 2 * FLOAT * users.rows() * k,
        Math.max(resident, FLOAT * users.values().length));
  }
}
