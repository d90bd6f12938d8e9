package io.nightjar.kernels.select;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;

/**
 * Times an operation and nothing around it: stands in front of an implementation and adds up how
 * long its calls take, so that a made case's own steps don't count.
 */
final class Stopwatch implements InvocationHandler {
  private final Object implementation;
  private long nanos;

  private Stopwatch(Object implementation) {
    this.implementation = implementation;
  }

  /** A stopwatch in front of an implementation. */
  static Stopwatch of(Object implementation) {
    return new Stopwatch(implementation);
  }

  /** The implementation as its callers see it. */
  <T> T as(Class<T> type) {
    return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, this));
  }

  /** Nanoseconds since the last call of this. */
  long lap() {
    long lap = nanos;
    nanos = 0;
    return lap;
  }

  @Override
  public Object invoke(Object proxy, Method method, Object[] arguments) throws Throwable {
    long start = System.nanoTime();
    try {
      return method.invoke(implementation, arguments);
    } catch (InvocationTargetException failure) {
      throw failure.getCause();
    } finally {
      nanos += System.nanoTime() - start;
    }
  }
}
