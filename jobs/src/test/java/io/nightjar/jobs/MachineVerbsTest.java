package io.nightjar.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.nightjar.jobs.bench.Run;
import io.nightjar.kernels.Kernels;
import org.junit.jupiter.api.Test;

/** The verbs that speak of the machine and read no data: {@code devices} and {@code bench}. */
class MachineVerbsTest {
  private static final int SIZES = 3;

  @Test
  void devicesNamesEveryBackendAndWhatAutoWouldChooseForEveryOperation() {
    Run devices = Run.of("devices", "--json");

    assertThat(devices.code()).isZero();
    JsonNode report = devices.json();
    assertThat(report.path("backends").findValuesAsText("backend"))
        .containsExactly("scalar", "simd", "opencl");
    assertThat(report.path("choices")).hasSize(SIZES * Kernels.operations().size());
    for (JsonNode choice : report.path("choices")) {
      assertThat(choice.path("backend").asText()).isIn("scalar", "simd", "opencl");
      assertThat(choice.path("reason").asText()).isNotEmpty();
    }
    for (JsonNode device : report.path("devices")) {
      assertThat(device.path("info").path("name").asText()).isNotEmpty();
      assertThat(device.path("fp64").isBoolean()).isTrue();
      for (JsonNode operation : device.path("operations")) {
        assertThat(operation.path("usable").asBoolean())
            .as("%s: %s", operation.path("operation"), operation.path("reason"))
            .isTrue();
      }
    }
  }

  @Test
  void devicesSaysTheSameInWords() {
    Run devices = Run.of("devices");

    assertThat(devices.code()).isZero();
    assertThat(devices.out())
        .containsSubsequence("OpenCL devices:", "Backends:", "What auto would choose:")
        .contains(
            "plain loops, always there", "glm-gradient", " at 1,000 x 10", "1,000,000 x 100: ");
  }

  @Test
  void benchMeasuresOneOperation() {
    Run bench = Run.of("bench", "kernels", "--only", "margins", "--rounds", "1", "--json");

    assertThat(bench.code()).isZero();
    JsonNode report = bench.json();
    assertThat(report.path("verb").asText()).isEqualTo("bench kernels");
    assertThat(report.path("machine").path("cores").asInt()).isPositive();
    assertThat(report.path("cases").findValuesAsText("operation")).containsOnly("margins");
    assertThat(report.path("problems")).isEmpty();
  }

  @Test
  void benchRefusesWhatItCannotMeasure() {
    Run unknown = Run.of("bench", "kernels", "--only", "margin");
    Run none = Run.of("bench", "kernels", "--rounds", "0");
    Run nothing = Run.of("bench");

    assertThat(unknown.code()).isEqualTo(2);
    assertThat(unknown.err())
        .startsWith("nightjar: --only is margin; must be one of glm-gradient, margins, gram");
    assertThat(none.code()).isEqualTo(2);
    assertThat(none.err()).startsWith("nightjar: --rounds is 0; must be 1 or more");
    assertThat(nothing.code()).isEqualTo(2);
    assertThat(nothing.err()).startsWith("Missing required subcommand");
  }
}
