package io.nightjar.kernels.opencl.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.aparapi.Kernel;
import com.aparapi.Range;
import io.nightjar.kernels.backend.DeviceFailedException;
import java.util.Arrays;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;

final class DeviceKernelTest {
  @Test
  void refusesAparapisOwnJavaFallback() {
    TestDevices.required();
    assertThatIllegalStateException()
        .isThrownBy(() -> assertThat(new ProbeKernel().clone()).isNull())
        .withMessage("Aparapi left the OpenCL device for its Java fallback");
  }

  @Test
  void leavesTheProcessesLogHandlersAsTheyWere() {
    assertThat(TestDevices.probe()).isNotNull();
    assertThat(Arrays.stream(Logger.getLogger("").getHandlers()).map(Handler::getLevel))
        .allMatch(Level.INFO::equals);
  }

  @Test
  void aKernelThatCannotBecomeOpenClIsAFailureAndNeverRuns() {
    DeviceRuntime runtime = TestDevices.runtime();
    ResidentKey key = ResidentKey.scratch(Untranslatable.class);
    assertThatExceptionOfType(DeviceFailedException.class)
        .isThrownBy(
            () ->
                assertThat(
                        runtime.<Untranslatable, Integer>use(
                            key, Untranslatable.class, Untranslatable::new, Untranslatable::go))
                    .isNull())
        .withMessageStartingWith(runtime.info().name() + ": a kernel did not compile: ");
  }

  @Test
  void aKernelThatRanElsewhereWithoutAWordIsAFailure() {
    DeviceRuntime runtime = TestDevices.runtime();
    ResidentKey key = ResidentKey.scratch(Elsewhere.class);
    assertThatExceptionOfType(DeviceFailedException.class)
        .isThrownBy(
            () ->
                assertThat(
                        runtime.<Elsewhere, Integer>use(
                            key, Elsewhere.class, Elsewhere::new, Elsewhere::go))
                    .isNull())
        .withMessage(runtime.info().name() + ": the kernel ran on another device");
  }

  @Test
  void survivesManyBlocksThatAreUsedOnce() {
    DeviceRuntime runtime = TestDevices.runtime();
    for (int i = 0; i < 300; i++) {
      float[] data = {i, 2};
      ResidentKey key = ResidentKey.of(Doubling.class, List.of(data));
      float[] twice =
          runtime.use(key, Doubling.class, () -> new Doubling(data), kernel -> kernel.twice());
      assertThat(twice).containsExactly(2 * i, 4);
    }
  }

  @Test
  void countsWhatIsMovedForTheThreadThatAskedForIt() {
    DeviceRuntime runtime = TestDevices.runtime();
    float[] data = new float[1000];
    ResidentKey key = ResidentKey.of(Doubling.class, List.of(data));
    long before = DeviceRuntime.movedByThisThread();
    assertThat(runtime.use(key, Doubling.class, () -> new Doubling(data), Doubling::twice))
        .hasSize(1000);
    assertThat(DeviceRuntime.movedByThisThread() - before).isEqualTo(8000);
    assertThat(runtime.use(key, Doubling.class, () -> new Doubling(data), Doubling::twice))
        .hasSize(1000);
    assertThat(DeviceRuntime.movedByThisThread() - before).isEqualTo(12_000);
  }

  /** A list can't be taken to OpenCL. */
  static final class Untranslatable extends DeviceKernel {
    final List<Integer> values = List.of(1);
    final int[] out = new int[1];

    @Override
    public void run() {
      out[0] = values.get(0);
    }

    @Override
    public long footprint() {
      return 4;
    }

    int go() {
      launch(1, GROUP, 1);
      download(out);
      return out[0];
    }
  }

  /** Runs as Java code, as Aparapi's fallbacks do. */
  static final class Elsewhere extends DeviceKernel {
    final int[] out = new int[1];

    @Override
    public void run() {
      out[0] = 1;
    }

    @Override
    public synchronized Kernel execute(Range range, int passes) {
      run();
      return this;
    }

    @Override
    public long footprint() {
      return 4;
    }

    int go() {
      launch(1, GROUP, 1);
      return out[0];
    }
  }

  /** Doubles what stays on the device. */
  static final class Doubling extends DeviceKernel {
    final float[] data;
    final float[] twice;
    int count;

    Doubling(float[] data) {
      this.data = data;
      this.twice = new float[data.length];
      this.count = data.length;
      upload(data);
    }

    @Override
    public void run() {
      int i = getGlobalId();
      if (i < count) {
        twice[i] = 2 * data[i];
      }
    }

    @Override
    public long footprint() {
      return 2L * Float.BYTES * data.length;
    }

    float[] twice() {
      launch(groupsFor(count, GROUP), GROUP, 1);
      download(twice);
      return twice.clone();
    }
  }
}
