package io.nightjar.kernels.opencl.factor;

import io.nightjar.kernels.factor.CholeskySolve;
import io.nightjar.kernels.opencl.device.Capacity;
import io.nightjar.kernels.opencl.device.DeviceRuntime;
import io.nightjar.kernels.opencl.device.ResidentKey;
import java.util.Arrays;

/** Batches of systems on a device with double precision. */
public final class DeviceCholeskySolve implements CholeskySolve {
  private final DeviceRuntime runtime;

  /** Systems on that device. */
  public DeviceCholeskySolve(DeviceRuntime runtime) {
    this.runtime = runtime;
  }

  @Override
  public int[] solve(int order, double[] a, double[] b, double[] x) {
    DoublePrecision.require(runtime);
    int systems = b.length / order;
    int most = Math.min(SystemsKernel.most(order), Capacity.of(systems));
    ResidentKey key = ResidentKey.scratch(SystemsKernel.class, order, most);
    double[] solutions = new double[b.length];
    int[] failed = new int[systems];
    for (int first = 0; first < systems; first += most) {
      int from = first;
      int count = Math.min(most, systems - from);
      double[] results =
          runtime.use(
              key,
              SystemsKernel.class,
              () -> new SystemsKernel(order, most),
              it -> it.solve(a, b, from, count));
      System.arraycopy(results, 0, solutions, from * order, count * order);
      for (int s = 0; s < count; s++) {
        failed[from + s] = (int) results[count * order + s];
      }
    }
    return store(order, solutions, failed, x);
  }

  private static int[] store(int order, double[] solutions, int[] failed, double[] x) {
    int[] failures = new int[failed.length];
    int count = 0;
    for (int s = 0; s < failed.length; s++) {
      if (failed[s] == 0 && finite(solutions, s * order, order)) {
        System.arraycopy(solutions, s * order, x, s * order, order);
      } else {
        failures[count++] = s;
      }
    }
    return Arrays.copyOf(failures, count);
  }

  private static boolean finite(double[] values, int from, int count) {
    for (int i = from; i < from + count; i++) {
      if (!Double.isFinite(values[i])) {
        return false;
      }
    }
    return true;
  }
}
