package io.nightjar.kernels;

/** Chooses the backend of each operation: each refusal one guard, one reason, one safe default. */
final class BackendSelector {
  private BackendSelector() {}

  static BackendSelector of(BackendPreference preference) {
    return new BackendSelector();
  }

  BackendChoice margins() {
    return BackendChoice.jvm("linear scoring is bound by memory: no device gains");
  }

  BackendChoice gram() {
    return BackendChoice.jvm("a Gram matrix is made once a fit: no device gains");
  }
}
