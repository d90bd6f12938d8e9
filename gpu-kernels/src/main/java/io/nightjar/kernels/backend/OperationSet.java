package io.nightjar.kernels.backend;

import java.util.Map;

/**
 * The operations that one backend implements, by their interfaces. Implementations are safe for
 * many threads; all of the JVM's give the same bits.
 */
public final class OperationSet {
  private final Map<Class<?>, Object> implementations;

  /** A set of implementations, each under its operation's interface. */
  public OperationSet(Map<Class<?>, Object> implementations) {
    implementations.forEach(OperationSet::check);
    this.implementations = Map.copyOf(implementations);
  }

  private static void check(Class<?> type, Object implementation) {
    if (!type.isInstance(implementation)) {
      throw new IllegalArgumentException(
          implementation.getClass().getName() + " is no " + type.getSimpleName());
    }
  }

  /** Whether the backend has a loop of its own for an operation. */
  public boolean has(Class<?> type) {
    return implementations.containsKey(type);
  }

  /**
   * The backend's implementation.
   *
   * @throws IllegalArgumentException if it has none
   */
  public <T> T of(Class<T> type) {
    Object implementation = implementations.get(type);
    if (implementation == null) {
      throw new IllegalArgumentException("no implementation of " + type.getSimpleName() + " here");
    }
    return type.cast(implementation);
  }
}
