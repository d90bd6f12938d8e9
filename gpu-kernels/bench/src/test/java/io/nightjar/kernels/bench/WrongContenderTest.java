package io.nightjar.kernels.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightjar.kernels.backend.OperationSet;
import io.nightjar.kernels.bench.cases.AllCases;
import io.nightjar.kernels.bench.machine.Machine;
import io.nightjar.kernels.bench.measure.Crew;
import io.nightjar.kernels.bench.measure.Effort;
import io.nightjar.kernels.bench.spec.Case;
import io.nightjar.kernels.bench.spec.Scale;
import io.nightjar.kernels.linear.GlmGradient;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A contender that computes something else must not get a time. */
final class WrongContenderTest {
  private static final GlmGradient IDLE =
      (loss, classes, block, target, coefficients, gradient) -> 0;

  @Test
  void aContenderThatDoesNothingIsReportedAsWrongAndNotTimed() {
    Backends.Loops idle =
        new Backends.Loops("scalar", new OperationSet(Map.of(GlmGradient.class, IDLE)));
    Backends backends = new Backends(List.of(idle), null, List.of());
    Case<?> gradient = AllCases.of(Scale.TINY).get(0);

    try (Crew crew = new Crew(2)) {
      Measured measured = new CaseBenchmark(backends, crew, Effort.least()).run(gradient);
      Machine machine = Machine.measure(crew, 2, Effort.least());
      BenchmarkReport report = new BenchmarkReport(machine, backends, null, List.of(measured));

      assertThat(measured.wrong()).isTrue();
      assertThat(measured.entries().get(0).one()).isNull();
      assertThat(measured.peer()).isPresent();
      assertThat(report.wrong())
          .singleElement()
          .asString()
          .startsWith("glm-gradient 517 x 28 on scalar: result 0 is 0.0 in place of ");
      assertThat(report.lines()).anyMatch(line -> line.matches("  scalar +WRONG"));
      assertThat(JsonText.of(report.fields())).contains("\"verdict\":\"wrong\",\"why\":\"result 0");
    }
  }
}
