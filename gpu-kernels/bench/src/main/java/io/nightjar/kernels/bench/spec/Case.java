package io.nightjar.kernels.bench.spec;

import io.nightjar.kernels.backend.Operation;
import java.util.function.Supplier;

/**
 * One operation on one shape.
 *
 * @param <T> the operation's interface
 * @param shape in words, such as "200,000 x 28"; tells the cases of one operation apart
 * @param cost what one call works and touches
 * @param data makes the call with data of its own from a fixed seed, for one thread
 * @param reach where such data are worked on
 */
public record Case<T>(
    Operation<T> operation,
    String shape,
    Cost cost,
    Supplier<? extends Call<T>> data,
    Reach reach) {
  /** Where data are worked on. */
  public enum Reach {
    /** Wherever the operation is. */
    EVERYWHERE,
    /** On the JVM, whose loops alone read such a block. */
    JVM
  }

  /** A case for every backend of the operation. */
  public Case(Operation<T> operation, String shape, Cost cost, Supplier<? extends Call<T>> data) {
    this(operation, shape, cost, data, Reach.EVERYWHERE);
  }

  /** Whether it can run on a device. */
  public boolean offloadable() {
    return operation.offloadable() && reach == Reach.EVERYWHERE;
  }

  /** The operation and the shape. */
  public String name() {
    return operation.name() + " " + shape;
  }
}
