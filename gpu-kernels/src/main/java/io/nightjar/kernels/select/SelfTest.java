package io.nightjar.kernels.select;

import io.nightjar.kernels.backend.DeviceFailedException;
import io.nightjar.kernels.backend.Operation;
import io.nightjar.kernels.opencl.OpenClBackend;
import io.nightjar.kernels.scalar.ScalarOperations;

/** Tries an operation on a device: a driver that computes something else is not used for it. */
final class SelfTest {
  private static final int ROWS = 777;
  private static final int COLUMNS = 5;

  private SelfTest() {}

  /** Why a device can't be used for an operation; empty where it can. */
  static <T> String fault(OpenClBackend backend, Operation<T> operation) {
    Operation.Trial<T> trial = operation.cases().trial().of(ROWS, COLUMNS);
    double[] wanted = trial.run(ScalarOperations.set().of(operation.type()));
    try {
      double[] got = trial.run(backend.operations().of(operation.type()));
      int wrong = firstDifference(wanted, got, trial.tolerance());
      return wrong < 0
          ? ""
          : backend.runtime().info().name()
              + ": "
              + operation.name()
              + " gives "
              + got[wrong]
              + " in place of "
              + wanted[wrong]
              + "; its driver can't be used for it";
    } catch (DeviceFailedException failure) {
      return failure.getMessage();
    }
  }

  /** The first entry that differs by more than is allowed; −1 where none does. */
  static int firstDifference(double[] wanted, double[] got, double tolerance) {
    if (wanted.length != got.length) {
      return Math.min(wanted.length, got.length) - 1;
    }
    for (int i = 0; i < wanted.length; i++) {
      double allowed = tolerance * Math.max(1, Math.abs(wanted[i]));
      boolean same = Double.compare(wanted[i], got[i]) == 0;
      if (!same && !(Math.abs(wanted[i] - got[i]) <= allowed)) {
        return i;
      }
    }
    return -1;
  }
}
