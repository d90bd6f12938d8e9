package io.nightjar.spark.train.block;

import io.nightjar.FailureKind;
import io.nightjar.NightjarException;
import io.nightjar.config.ComputeConfig;
import io.nightjar.kernels.Kernels;
import io.nightjar.kernels.backend.BackendPreference;
import io.nightjar.kernels.backend.BackendUnavailableException;
import io.nightjar.kernels.backend.KernelUse;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/**
 * Kernels for tasks, and the record of what they did. The preference travels to the executors; each
 * opens its own backend, and a task's partial brings back what ran where.
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

  /**
   * Kernels that count for one task alone.
   *
   * @throws NightjarException of kind BACKEND when a device is required and isn't there
   */
  public static Kernels forTask(BackendPreference preference) {
    try {
      OptionalInt gpu = AssignedGpu.ofThisTask();
      Kernels kernels =
          gpu.isPresent() ? Kernels.of(preference, gpu.getAsInt()) : Kernels.of(preference);
      return kernels.counting();
    } catch (BackendUnavailableException e) {
      throw NightjarException.of(FailureKind.BACKEND, "compute.backend", e.getMessage(), e);
    }
  }

  /** Adds what some tasks did. */
  public void add(List<KernelUse> more) {
    List<KernelUse> all = new ArrayList<>(uses);
    all.addAll(more);
    uses = KernelUse.merge(all);
  }

  /** Where each kernel ran, over all tasks so far. */
  public List<KernelUse> uses() {
    return uses;
  }
}
