package io.nightjar.kernels.opencl.factor;

import io.nightjar.kernels.factor.CholeskySolve;
import io.nightjar.kernels.factor.FactorLists;
import io.nightjar.kernels.factor.FactorMatrix;
import io.nightjar.kernels.factor.NormalEquations;
import io.nightjar.kernels.opencl.device.DeviceRuntime;
import io.nightjar.kernels.opencl.device.ResidentKey;
import java.util.List;

/**
 * Normal equations on a device with double precision; factors stay on it while their matrix lives.
 */
public final class DeviceNormalEquations implements NormalEquations {
  /** Doubles that all A of one launch may take, in a small and in a large kernel. */
  private static final int SMALL = 1 << 17;

  private static final int LARGE = 1 << 21;

  private final DeviceRuntime runtime;

  /** Normal equations on that device. */
  public DeviceNormalEquations(DeviceRuntime runtime) {
    this.runtime = runtime;
  }

  @Override
  public void add(FactorMatrix factors, FactorLists lists, double[] a, double[] b) {
    DoublePrecision.require(runtime);
    int room = a.length <= SMALL ? SMALL : LARGE;
    int most = room / CholeskySolve.packedLength(factors.rank());
    ResidentKey key = ResidentKey.of(NormalEquationsKernel.class, List.of(factors), most);
    double[] matrices = a.clone();
    double[] right = b.clone();
    Segments segments = new Segments(most);
    while (segments.advance(lists, NormalEquationsKernel.ENTRIES)) {
      runtime.use(
          key,
          NormalEquationsKernel.class,
          () -> new NormalEquationsKernel(factors, most),
          it -> {
            it.add(lists, segments, matrices, right);
            return it;
          });
    }
    System.arraycopy(matrices, 0, a, 0, a.length);
    System.arraycopy(right, 0, b, 0, b.length);
  }
}
