package io.nightjar.kernels;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightjar.kernels.backend.KernelUse;
import io.nightjar.kernels.backend.Operation;
import io.nightjar.kernels.scalar.ScalarOperations;
import io.nightjar.kernels.select.CountingDispatcher;
import io.nightjar.kernels.select.TestBackends;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** For each operation, the backend that is asked for is the one that runs, with the same answer. */
final class EveryOperationTest {
  private static final int ROWS = 1003;
  private static final int COLUMNS = 7;

  static Stream<Arguments> operationsByBackend() {
    List<Arguments> all = new ArrayList<>();
    for (Operation<?> operation : Kernels.operations()) {
      for (Place place : Place.values()) {
        if (place != Place.OPENCL || operation.offloadable()) {
          all.add(Arguments.of(operation.name(), place, operation));
        }
      }
    }
    return all.stream();
  }

  @ParameterizedTest(name = "{0} on {1}")
  @MethodSource("operationsByBackend")
  void runsWhereItIsAskedToAndNowhereElse(String name, Place place, Operation<?> operation) {
    CountingDispatcher dispatcher = place.dispatcher.get();
    run(dispatcher, operation);
    run(dispatcher, operation);
    List<KernelUse> uses = dispatcher.uses();
    assertThat(uses).hasSize(1);
    KernelUse use = uses.get(0);
    assertThat(use.kernel()).isEqualTo(name);
    assertThat(use.calls()).isEqualTo(2);
    assertThat(use.fallbacks()).isZero();
    if (place == Place.SIMD && use.reason().endsWith("vectors gain nothing here")) {
      assertThat(use.backend()).isEqualTo("scalar");
    } else {
      assertThat(use.backend()).isEqualTo(place.label);
    }
  }

  private static <T> void run(CountingDispatcher dispatcher, Operation<T> operation) {
    Operation.Trial<T> trial = operation.cases().trial().of(ROWS, COLUMNS);
    double[] wanted = trial.run(ScalarOperations.set().of(operation.type()));
    double[] got =
        dispatcher.run(operation, operation.cases().work().of(ROWS, COLUMNS), trial::run);
    assertThat(got).hasSameSizeAs(wanted);
    for (int i = 0; i < got.length; i++) {
      if (Double.compare(got[i], wanted[i]) != 0) {
        assertThat(Math.abs(got[i] - wanted[i]))
            .as("result %d, %s in place of %s", i, got[i], wanted[i])
            .isLessThanOrEqualTo(trial.tolerance() * Math.max(1, Math.abs(wanted[i])));
      }
    }
  }

  /** The backends, each required. */
  enum Place {
    SCALAR("scalar", TestBackends::scalar),
    SIMD("simd", TestBackends::simd),
    OPENCL("opencl", TestBackends::openCl);

    private final String label;
    private final Supplier<CountingDispatcher> dispatcher;

    Place(String label, Supplier<CountingDispatcher> dispatcher) {
      this.label = label;
      this.dispatcher = dispatcher;
    }
  }
}
