package io.nightjar.kernels.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.nightjar.kernels.Kernels;
import io.nightjar.kernels.backend.Operation;
import io.nightjar.kernels.bench.measure.Effort;
import io.nightjar.kernels.bench.spec.Scale;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The whole harness on shapes so small that only right and wrong can be seen. */
final class KernelBenchmarksTest {
  private static BenchmarkReport report;
  private static JsonNode json;

  @BeforeAll
  static void runsEveryCase() throws IOException {
    report = new KernelBenchmarks(null, Effort.least(), Scale.TINY).run(line -> {});
    json = new ObjectMapper().readTree(JsonText.of(report.fields()));
  }

  @Test
  void everyContenderOfEveryCaseIsRight() {
    assertThat(report.wrong()).isEmpty();
  }

  @Test
  void everyOperationHasACase() {
    assertThat(KernelBenchmarks.operations())
        .containsExactlyInAnyOrderElementsOf(
            Kernels.operations().stream().map(Operation::name).toList());
  }

  @Test
  void everyCaseHasAPeerAndTheVectorsWhereTheyGain() {
    for (Measured each : report.cases()) {
      assertThat(each.peer()).as(each.what().name()).isPresent();
      assertThat(each.backend("scalar")).as(each.what().name()).isPresent();
    }
    assertThat(report.cases()).anyMatch(each -> each.backend("simd").isPresent());
  }

  @Test
  void casesThatADeviceCanTakeAreTriedOnOneAndNoOthers() {
    boolean required = "required".equals(System.getProperty("nightjar.opencl"));
    assumeTrue(required || report.backends().device() != null, "no OpenCL device");
    assertThat(report.backends().device()).as("a device is required").isNotNull();

    for (Measured each : report.cases()) {
      assertThat(each.backend("opencl").isPresent())
          .as(each.what().name())
          .isEqualTo(each.what().offloadable());
    }
  }

  @Test
  void theTextHasATableForEachCase() {
    List<String> lines = report.lines();

    assertThat(lines.get(0)).startsWith("machine  ").contains(" cores, ");
    assertThat(lines.get(1)).startsWith("ceilings copy ").contains("Gflop/s");
    assertThat(lines.stream().filter(line -> line.startsWith("  one thread ")))
        .hasSameSizeAs(report.cases());
    assertThat(String.join("\n", lines)).contains("scalar", "x peer", "glm-gradient");
  }

  @Test
  void theJsonHoldsWhatTheTextHolds() {
    assertThat(json.path("machine").path("one_thread").path("copy_gb_s").asDouble()).isPositive();
    assertThat(json.path("cases")).hasSameSizeAs(report.cases());
    JsonNode first = json.path("cases").path(0);
    assertThat(first.path("operation").asText()).isEqualTo("glm-gradient");
    JsonNode scalar = first.path("contenders").path(0);
    assertThat(scalar.path("role").asText()).isEqualTo("backend");
    assertThat(scalar.path("verdict").asText()).isEqualTo("right");
    assertThat(scalar.path("one_thread").path("median_ms").asDouble()).isPositive();
    assertThat(scalar.path("one_thread").path("mrow_s").asDouble()).isPositive();
    assertThat(scalar.path("all_cores").path("median_ms").asDouble()).isPositive();
    assertThat(scalar.path("times_scalar").asDouble()).isEqualTo(1);
    assertThat(scalar.path("times_peer").asDouble()).isPositive();
  }

  @Test
  void refusesAnOperationThatItHasNoCaseOf() {
    assertThatThrownBy(() -> KernelBenchmarks.full("gradient", 3))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("--only is gradient; must be one of glm-gradient, margins, gram");
  }

  @Test
  void refusesToMeasureInNoRounds() {
    assertThatThrownBy(() -> KernelBenchmarks.full(null, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("--rounds is 0; must be 1 or more");
  }
}
