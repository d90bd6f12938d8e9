package io.nightjar.spark.train.solve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nightjar.spark.train.checkpoint.CheckpointOrigin;
import io.nightjar.spark.train.checkpoint.RunCheckpoints;
import io.nightjar.spark.train.checkpoint.StoppingCheckpoints;
import java.nio.file.Path;
import java.util.Arrays;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A solver that was stopped goes on to the place of one that was not, bit for bit. */
class StoppedSolverTest {
  private static final int LENGTH = 8;
  private static final QuasiNewton.Settings SETTINGS =
      new QuasiNewton.Settings("l-bfgs", 300, 1e-12, "the penalty");
  @TempDir Path temp;

  /** Rosenbrock's function of several variables, and what may be added to it. */
  private enum Problem implements Objective {
    SMOOTH(0, Double.POSITIVE_INFINITY),
    WITH_L1(0.5, Double.POSITIVE_INFINITY),
    BOUNDED(0, 0.7);

    private final double l1;
    private final double upper;

    Problem(double l1, double upper) {
      this.l1 = l1;
      this.upper = upper;
    }

    @Override
    public Evaluation at(double[] x) {
      double value = 0;
      double[] gradient = new double[x.length];
      for (int i = 0; i + 1 < x.length; i++) {
        double slack = x[i + 1] - x[i] * x[i];
        value += (1 - x[i]) * (1 - x[i]) + 100 * slack * slack;
        gradient[i] += -2 * (1 - x[i]) - 400 * x[i] * slack;
        gradient[i + 1] += 200 * slack;
      }
      return new Evaluation(value, gradient);
    }

    @Override
    public double l1(int i) {
      return l1;
    }

    @Override
    public double upper(int i) {
      return upper;
    }
  }

  @ParameterizedTest
  @EnumSource
  void endsWhereItWouldHaveEnded(Problem problem) {
    double[] start = new double[LENGTH];
    Arrays.setAll(start, i -> i % 2 == 0 ? -1.2 : 0.6);
    QuasiNewton.Solution undisturbed = new QuasiNewton(SETTINGS, problem).minimize(start);
    assertThat(undisturbed.iterations()).isGreaterThan(16);
    for (int stop : new int[] {1, 2, 15}) {
      RunCheckpoints run = run(problem + "-" + stop);
      assertThatThrownBy(
              () ->
                  new QuasiNewton(SETTINGS, problem)
                      .minimize(
                          start,
                          StoppingCheckpoints.after(stop, run.latest(new QuasiNewtonForm()))))
          .hasMessage(StoppingCheckpoints.STOPPED);
      QuasiNewton.Solution resumed =
          new QuasiNewton(SETTINGS, problem).minimize(start, run.latest(new QuasiNewtonForm()));
      assertThat(resumed.x()).as("stopped after %d", stop).isEqualTo(undisturbed.x());
      assertThat(resumed.objective()).isEqualTo(undisturbed.objective());
      assertThat(resumed.iterations()).isEqualTo(undisturbed.iterations());
      assertThat(resumed.gradientNorm()).isEqualTo(undisturbed.gradientNorm());
    }
  }

  private RunCheckpoints run(String name) {
    return RunCheckpoints.in(
        temp.resolve(name).toString(),
        1,
        new CheckpointOrigin("data", "config", "build"),
        new Configuration());
  }
}
