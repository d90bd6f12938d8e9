package io.nightjar.spark.train.block;

import io.nightjar.config.ComputeConfig;
import io.nightjar.kernels.backend.BackendPreference;
import io.nightjar.kernels.backend.KernelUse;
import java.util.List;

/**
 * Where a fit's kernels should run, and the record of what they did. The preference travels to the
 * executors; each opens its own backend, and a task's partial brings back what ran where.
 */
public final class KernelRuns {
  private final BackendPreference preference;
  private List<KernelUse> uses = List.of();

  /** A record of nothing yet. */
  public KernelRuns(BackendPreference preference) {
    this.preference = preference;
  }

  /** What the config prefers. */
  public static BackendPreference preference(ComputeConfig compute) {
    return switch (compute.backend()) {
      case AUTO -> BackendPreference.AUTO;
      case OPENCL ->
          compute.required() ? BackendPreference.OPENCL_REQUIRED : BackendPreference.OPENCL;
      case SIMD -> compute.required() ? BackendPreference.SIMD_REQUIRED : BackendPreference.SIMD;
      case SCALAR -> BackendPreference.SCALAR;
    };
  }

  /** The preference, to be captured by tasks. */
  public BackendPreference preference() {
    return preference;
  }

  /** Adds what some tasks did. */
  public void add(List<KernelUse> more) {
    uses = KernelUse.merge(uses, more);
  }

  /** Where each kernel ran, over all tasks so far. */
  public List<KernelUse> uses() {
    return uses;
  }
}
