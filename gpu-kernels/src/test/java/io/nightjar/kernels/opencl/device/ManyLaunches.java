package io.nightjar.kernels.opencl.device;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Launches a kernel thousands of times, most of them on data that stays, some on data that is used
 * once, and prints the process's resident memory in KiB after the first 2,000 and after 12,000. The
 * cache is filled to its budget and released several times before, so that both numbers are taken
 * at the high-water mark of the C library's own pools.
 */
public final class ManyLaunches {
  private static final int FLOATS = 1 << 14;

  private ManyLaunches() {}

  /** Prints two numbers. */
  public static void main(String[] arguments) throws IOException {
    DeviceRuntime runtime = DeviceRuntime.open(OpenClProbe.run().devices().get(0));
    float[] stays = new float[FLOATS];
    for (int launch = 1; launch <= 12_000; launch++) {
      float[] data = launch < 1_500 || launch % 20 == 0 ? new float[FLOATS] : stays;
      ResidentKey key = ResidentKey.of(DeviceKernelTest.Doubling.class, List.of(data));
      float[] twice =
          runtime.use(
              key,
              DeviceKernelTest.Doubling.class,
              () -> load(data),
              DeviceKernelTest.Doubling::twice);
      if (twice[FLOATS - 1] != 0) {
        throw new IllegalStateException("twice 0 is " + twice[FLOATS - 1]);
      }
      if (launch % 500 == 0) {
        runtime.release();
      }
      if (launch == 2_000 || launch == 12_000) {
        // One more use, so that what was released is freed now.
        DeviceKernelTest.Doubling last =
            runtime.use(key, DeviceKernelTest.Doubling.class, () -> load(data), kernel -> kernel);
        System.out.println(last.count == 0 ? 0 : residentKib());
      }
    }
    runtime.close();
  }

  private static DeviceKernelTest.Doubling load(float[] data) {
    return new DeviceKernelTest.Doubling(data);
  }

  private static long residentKib() throws IOException {
    return Files.readAllLines(Path.of("/proc/self/status"), StandardCharsets.UTF_8).stream()
        .filter(line -> line.startsWith("VmRSS:"))
        .map(line -> line.replaceAll("\\D", ""))
        .mapToLong(Long::parseLong)
        .findFirst()
        .orElseThrow();
  }
}
