package io.nightjar.kernels.opencl.device;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What many launches leave behind, in a JVM whose heap can't grow. */
final class NativeMemoryTest {
  @TempDir Path folder;

  @Test
  void tenThousandLaunchesLeaveNoGrowthInNativeMemory() throws Exception {
    TestDevices.required();
    List<String> said = run();
    assertThat(said).hasSize(2);
    long early = Long.parseLong(said.get(0));
    long late = Long.parseLong(said.get(1));
    // One leaked buffer of 64 KiB a launch would be 640 MB.
    assertThat(late - early).as("KiB grown from %d to %d", early, late).isLessThan(4 * 1024);
  }

  private List<String> run() throws IOException, InterruptedException {
    Path out = folder.resolve("out");
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xms96m",
            "-Xmx96m",
            "-XX:+AlwaysPreTouch",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1", // the second compiler's own memory comes and goes
            "-cp",
            System.getProperty("java.class.path"),
            ManyLaunches.class.getName());
    builder.environment().put("MALLOC_ARENA_MAX", "1"); // free memory in many arenas is no leak
    Process process =
        builder.redirectOutput(out.toFile()).redirectError(new File("/dev/null")).start();
    assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isZero();
    return Files.readAllLines(out, StandardCharsets.UTF_8);
  }
}
