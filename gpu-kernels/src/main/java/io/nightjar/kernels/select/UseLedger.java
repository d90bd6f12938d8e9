package io.nightjar.kernels.select;

import io.nightjar.kernels.backend.BackendChoice;
import io.nightjar.kernels.backend.KernelUse;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Counts what the kernels did; safe for many threads. */
final class UseLedger {
  private final Map<List<String>, KernelUse> uses = new LinkedHashMap<>();

  /**
   * What one call took.
   *
   * @param nanos of time
   * @param bytes moved to and from a device
   * @param fallbacks 1 where another backend failed before
   * @param spared rows that were not searched again
   */
  record Call(long nanos, long bytes, long fallbacks, long spared) {}

  /** One call. */
  void add(String kernel, BackendChoice choice, Call call) {
    KernelUse use =
        new KernelUse(
            kernel,
            choice.backend().label(),
            choice.device(),
            choice.reason(),
            1,
            call.bytes,
            call.nanos / 1e6,
            call.fallbacks,
            call.spared);
    add(use);
  }

  /** What was done and counted elsewhere. */
  void add(KernelUse use) {
    synchronized (uses) {
      uses.merge(use.place(), use, (a, b) -> KernelUse.merge(List.of(a, b)).get(0));
    }
  }

  List<KernelUse> uses() {
    synchronized (uses) {
      return new ArrayList<>(uses.values());
    }
  }

  /** Takes everything counted so far out of the ledger, so that no call is counted twice. */
  List<KernelUse> drain() {
    synchronized (uses) {
      List<KernelUse> all = uses();
      uses.clear();
      return all;
    }
  }
}
