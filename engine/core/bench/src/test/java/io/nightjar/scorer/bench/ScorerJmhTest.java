package io.nightjar.scorer.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collection;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** That JMH can run every benchmark on every model; its figures are for a quiet machine. */
final class ScorerJmhTest {
  @Test
  void everyBenchmarkRunsOnceOnEveryModel() throws RunnerException {
    Options once =
        new OptionsBuilder()
            .include(ScorerJmh.class.getName())
            .forks(0)
            .warmupIterations(0)
            .measurementIterations(1)
            .measurementTime(TimeValue.milliseconds(1))
            .shouldFailOnError(true)
            .verbosity(VerboseMode.SILENT)
            .build();

    Collection<RunResult> results = new Runner(once).run();

    assertThat(results).hasSize(3 * 3);
  }

  @Test
  void namesTheModelsThereAre() {
    assertThatThrownBy(() -> ScorerJmh.model("svm"))
        .hasMessage("model is svm; must be linear, gbt or mlp");
  }
}
