package io.nightjar.spark.kernel;

import io.nightjar.FailureKind;
import io.nightjar.NightjarException;
import io.nightjar.kernels.Kernels;
import io.nightjar.kernels.backend.BackendPreference;
import io.nightjar.kernels.backend.BackendUnavailableException;
import java.util.OptionalInt;

/** Kernels for one task, on the GPU that Spark assigned to it where it did. */
public final class TaskKernels {
  private TaskKernels() {}

  /** Whether Spark assigned a GPU to the task of this thread. */
  public static boolean onAssignedGpu() {
    return AssignedGpu.ofThisTask().isPresent();
  }

  /**
   * Kernels that count for one task alone.
   *
   * @throws NightjarException of kind BACKEND when a device is required and isn't there
   */
  public static Kernels of(BackendPreference preference) {
    try {
      OptionalInt gpu = AssignedGpu.ofThisTask();
      Kernels kernels =
          gpu.isPresent() ? Kernels.of(preference, gpu.getAsInt()) : Kernels.of(preference);
      return kernels.counting();
    } catch (BackendUnavailableException e) {
      throw NightjarException.of(FailureKind.BACKEND, "compute.backend", e.getMessage(), e);
    }
  }
}
