package io.nightjar.kernels.select;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightjar.kernels.Kernels;
import io.nightjar.kernels.backend.BackendChoice;
import io.nightjar.kernels.backend.Operation;
import io.nightjar.kernels.opencl.device.DeviceInfo;
import io.nightjar.kernels.opencl.device.TestDevices;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DevicesTest {
  /** Made once: it measures every operation. */
  private static final Supplier<DeviceReport> REPORT =
      new Supplier<>() {
        private DeviceReport report;

        @Override
        public DeviceReport get() {
          report = report == null ? Kernels.deviceReport() : report;
          return report;
        }
      };

  @TempDir Path folder;

  @Test
  void reportsEveryDeviceWithWhatItsOperationsCost() {
    TestDevices.required();
    DeviceReport.OpenClState device = REPORT.get().devices().get(0);
    assertThat(device.usable()).isTrue();
    assertThat(device.reason()).isEmpty();
    assertThat(device.fp64()).isTrue(); // PoCL's processors and every GPU that is tested on have it
    assertThat(device.info().name()).isNotBlank();
    assertThat(device.info().memoryBytes()).isPositive();
    assertThat(device.info().workGroupLimit()).isGreaterThanOrEqualTo(64);
    assertThat(device.link().launchNanos()).isPositive();
    assertThat(device.link().nanosPerByte()).isPositive();
    assertThat(device.operations())
        .extracting(DeviceReport.OperationState::operation)
        .containsExactlyElementsOf(
            Kernels.operations().stream()
                .filter(Operation::offloadable)
                .map(Operation::name)
                .toList());
    assertThat(device.operations())
        .allSatisfy(
            operation -> {
              assertThat(operation.reason()).isEmpty();
              assertThat(operation.usable()).isTrue();
              assertThat(operation.calibration().deviceNanosPerUnit()).isPositive();
              assertThat(operation.calibration().jvmNanosPerUnit()).isPositive();
            });
    assertThat(REPORT.get().backends())
        .containsExactly(
            new DeviceReport.BackendState("scalar", true, "plain loops, always there"),
            new DeviceReport.BackendState("simd", true, "the JVM's vector API"),
            new DeviceReport.BackendState(
                "opencl", true, "kernels run on " + device.info().name()));
  }

  @Test
  void saysWhatAutoWouldChooseForEachOperationAtThreeSizes() {
    DeviceReport report = REPORT.get();
    assertThat(report.choices()).hasSize(3 * Kernels.operations().size());
    assertThat(report.choices())
        .filteredOn(choice -> choice.kernel().equals("margins"))
        .allSatisfy(
            choice ->
                assertThat(choice.choice().reason())
                    .startsWith("linear scoring is bound by memory: no device gains"));
    boolean processorsOnly =
        report.devices().stream().allMatch(d -> d.info().type() == DeviceInfo.Type.CPU);
    if (processorsOnly) {
      assertThat(report.choices())
          .extracting(choice -> choice.choice().backend())
          .doesNotContain(BackendChoice.Backend.OPENCL);
    }
  }

  @Test
  void anAssignedGpuThatIsNotThereIsAReason() {
    TestDevices.required();
    Devices devices = new Devices(TestDevices.probe());
    long gpus = devices.all().stream().filter(device -> device.gpu() >= 0).count();
    Devices none = devices.only(99);
    assertThat(none.all()).isEmpty();
    assertThat(none.best().reason())
        .isEqualTo("GPU 99 was assigned, but OpenCL shows " + gpus + " GPUs here");
  }

  @Test
  void aDeviceIsOpenedOnceHoweverItIsAssigned() {
    TestDevices.required();
    Devices devices = new Devices(TestDevices.probe());
    int number = devices.all().get(0).gpu();
    assertThat(devices.only(number).best().backend()).isSameAs(devices.best().backend());
  }

  @Test
  void worksWithADriverManagerThatFindsNoDevice() throws Exception {
    TestDevices.required();
    List<String> said = inAnotherJvm(List.of(), Map.of("OCL_ICD_VENDORS", folder + "/none"));
    assertThat(said).containsExactlyElementsOf(withReason("no OpenCL device was found"));
  }

  @Test
  void worksWhereTheNativeLibraryCannotBeLoaded() throws Exception {
    Path plainFile = Files.createFile(folder.resolve("not-a-folder"));
    List<String> said = inAnotherJvm(List.of("-Djava.io.tmpdir=" + plainFile), Map.of());
    assertThat(said)
        .containsExactlyElementsOf(
            withReason(
                "the OpenCL library could not be loaded (libOpenCL.so.1 is not installed?)"));
  }

  private static List<String> withReason(String reason) {
    return List.of(
        "auto: [scalar, JVM, " + reason + "]",
        "simd: [scalar, JVM, the JVM was started without --add-modules jdk.incubator.vector] 1",
        "required: an OpenCL device is required, but "
            + reason
            + "; install a device and its OpenCL driver, or set compute.required = false");
  }

  /** What {@link WithoutDevice} says in a JVM of its own. */
  private List<String> inAnotherJvm(List<String> options, Map<String, String> environment)
      throws IOException, InterruptedException {
    Path out = folder.resolve("out");
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx128m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    command.addAll(options);
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add(WithoutDevice.class.getName());
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().putAll(environment);
    builder.redirectOutput(out.toFile()).redirectError(new File("/dev/null"));
    Process process = builder.start();
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isZero();
    return Files.readAllLines(out, StandardCharsets.UTF_8);
  }
}
