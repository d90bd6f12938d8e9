package io.nightjar.kernels.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightjar.kernels.bench.cases.AllCases;
import io.nightjar.kernels.bench.spec.Case;
import io.nightjar.kernels.bench.spec.Scale;
import java.util.Collection;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** That JMH can run every case; its figures are for a quiet machine. */
final class KernelsJmhTest {
  @Test
  void everyCaseIsNamed() throws NoSuchFieldException {
    Param what = KernelsJmh.class.getField("what").getAnnotation(Param.class);

    assertThat(what.value())
        .containsExactlyElementsOf(AllCases.of(Scale.FULL).stream().map(Case::name).toList());
  }

  @Test
  void everyCaseRunsOnceOnPlainLoopsAndOnItsPeer() throws RunnerException {
    List<String> names = AllCases.of(Scale.TINY).stream().map(Case::name).toList();
    Options once =
        new OptionsBuilder()
            .include(KernelsJmh.class.getName())
            .param("what", names.toArray(String[]::new))
            .param("scale", "TINY")
            .param("contender", "scalar", "peer")
            .forks(0)
            .warmupIterations(0)
            .measurementIterations(1)
            .measurementTime(TimeValue.milliseconds(1))
            .shouldFailOnError(true)
            .verbosity(VerboseMode.SILENT)
            .build();

    Collection<RunResult> results = new Runner(once).run();

    assertThat(results).hasSize(2 * names.size());
  }
}
