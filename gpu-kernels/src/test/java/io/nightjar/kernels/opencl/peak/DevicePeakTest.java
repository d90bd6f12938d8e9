package io.nightjar.kernels.opencl.peak;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightjar.kernels.opencl.device.DeviceRuntime;
import io.nightjar.kernels.opencl.device.ResidentKey;
import io.nightjar.kernels.opencl.device.TestDevices;
import org.junit.jupiter.api.Test;

final class DevicePeakTest {
  private static final int FLOATS = 1 << 16;

  @Test
  void aDeviceMovesAndComputesSomething() {
    DevicePeak peak = DevicePeak.measure(TestDevices.runtime(), FLOATS);

    assertThat(peak.triadGbs()).isBetween(0.1, 100_000.0);
    assertThat(peak.peakGflops()).isBetween(0.1, 10_000_000.0);
  }

  @Test
  void whatWasMeasuredIsFreedAgain() {
    DeviceRuntime runtime = TestDevices.runtime();

    DevicePeak.measure(runtime, FLOATS);

    assertThat(runtime.residentBytes()).isZero();
  }

  @Test
  void everySweepOfTheTriadWritesEveryElement() {
    for (int sweeps : new int[] {1, 2, 64}) {
      float[] written =
          TestDevices.runtime()
              .use(
                  ResidentKey.scratch(TriadKernel.class, FLOATS, sweeps),
                  TriadKernel.class,
                  () -> new TriadKernel(FLOATS),
                  kernel -> {
                    kernel.nanos(sweeps);
                    return kernel.a.clone();
                  });

      for (int i = 0; i < FLOATS; i++) {
        assertThat(written[i]).isEqualTo((i & 1023) + 3f * (i & 7));
      }
    }
  }

  @Test
  void theSumsOfTheProductsAreTheOnesOfTheJvm() {
    float[] sums =
        TestDevices.runtime()
            .use(
                ResidentKey.scratch(FmaKernel.class),
                FmaKernel.class,
                FmaKernel::new,
                kernel -> {
                  kernel.nanos(1);
                  return kernel.out.clone();
                });

    float wanted = 0;
    for (int sum = 0; sum < 8; sum++) {
      float value = 5f + sum;
      for (int step = 0; step < 64; step++) {
        value = Math.fma(value, 0.999f, 0.999f);
      }
      wanted += value;
    }
    assertThat(sums[5]).isEqualTo(wanted);
  }
}
