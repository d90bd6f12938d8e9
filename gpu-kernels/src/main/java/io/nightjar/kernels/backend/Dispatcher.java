package io.nightjar.kernels.backend;

import java.util.function.Function;

/** Runs each operation where it is chosen to run, and counts what ran where. */
public interface Dispatcher {
  /**
   * Runs one call. A call whose device fails runs again on the JVM (unless a device is required),
   * so an implementation leaves the caller's arrays alone until it can't fail any more.
   *
   * @param call the operation, given the implementation that was chosen
   * @throws BackendUnavailableException if a backend is required and can't be used
   */
  <T, R> R run(Operation<T> operation, Work work, Function<T, R> call);

  /** Where such a call would run now, and why. */
  <T> BackendChoice choice(Operation<T> operation, Work work);
}
