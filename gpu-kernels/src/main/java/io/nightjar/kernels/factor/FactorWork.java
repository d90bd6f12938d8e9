package io.nightjar.kernels.factor;

import io.nightjar.kernels.backend.Work;

/** What the operations on factors cost. */
final class FactorWork {
  private static final long FLOAT = Float.BYTES;
  private static final long DOUBLE = Double.BYTES;

  private FactorWork() {}

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
