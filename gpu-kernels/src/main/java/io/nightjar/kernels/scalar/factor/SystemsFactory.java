package io.nightjar.kernels.scalar.factor;

/** Makes loops over systems of an order. */
@FunctionalInterface
public interface SystemsFactory {
  /** Loops with room for systems of that order. */
  Systems of(int order);
}
