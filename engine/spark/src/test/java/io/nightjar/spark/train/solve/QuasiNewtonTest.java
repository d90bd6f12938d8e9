package io.nightjar.spark.train.solve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class QuasiNewtonTest {
  private static final QuasiNewton.Settings SETTINGS =
      new QuasiNewton.Settings("l-bfgs", 200, 1e-10, "the penalty");
  private static final QuasiNewton.Settings TO_EIGHT_DIGITS =
      new QuasiNewton.Settings("l-bfgs", 200, 1e-8, "the penalty");

  /** (1 − x)² + 100·(y − x²)², whose bent valley ends at (1, 1). */
  private static Objective.Evaluation rosenbrock(double[] at) {
    double slack = at[1] - at[0] * at[0];
    double[] gradient = {-2 * (1 - at[0]) - 400 * at[0] * slack, 200 * slack};
    return new Objective.Evaluation(Math.pow(1 - at[0], 2) + 100 * slack * slack, gradient);
  }

  @Test
  void findsTheEndOfABentValley() {
    double[] start = {-1.2, 1};
    QuasiNewton.Solution found =
        new QuasiNewton(SETTINGS, QuasiNewtonTest::rosenbrock).minimize(start);

    assertThat(found.x()[0]).isCloseTo(1, within(1e-6));
    assertThat(found.x()[1]).isCloseTo(1, within(1e-6));
    assertThat(found.warnings()).isEmpty();
    assertThat(start).containsExactly(-1.2, 1);
  }

  @Test
  void saysThatItWasStoppedEarlyAndWhatToDo() {
    QuasiNewton.Settings hurried = new QuasiNewton.Settings("l-bfgs", 3, 1e-10, "the penalty");
    QuasiNewton.Solution found =
        new QuasiNewton(hurried, QuasiNewtonTest::rosenbrock).minimize(new double[] {-1.2, 1});

    assertThat(found.iterations()).isEqualTo(3);
    assertThat(found.warnings())
        .singleElement()
        .asString()
        .matches(
            "l-bfgs did not converge in 3 iterations \\(largest gradient .*, wanted .*\\); raise"
                + " model.max-iterations or the penalty");
  }

  @Test
  void stepsBackFromWhereTheFunctionIsNoNumber() {
    Objective walled =
        at ->
            at[0] > 0
                ? new Objective.Evaluation(at[0] - Math.log(at[0]), new double[] {1 - 1 / at[0]})
                : new Objective.Evaluation(Double.NaN, new double[1]);
    QuasiNewton.Solution found = new QuasiNewton(SETTINGS, walled).minimize(new double[] {30});

    assertThat(found.x()[0]).isCloseTo(1, within(1e-5));
  }

  @Test
  void goesStraightDownWithTheInverseHessian() {
    double[] curvature = {1e-4, 1, 1e6};
    Objective bowl =
        at -> {
          double value = 0;
          double[] gradient = new double[at.length];
          for (int i = 0; i < at.length; i++) {
            gradient[i] = curvature[i] * (at[i] - 3);
            value += gradient[i] * (at[i] - 3) / 2;
          }
          return new Objective.Evaluation(value, gradient);
        };
    Preconditioner inverse =
        v -> new double[] {v[0] / curvature[0], v[1] / curvature[1], v[2] / curvature[2]};
    QuasiNewton.Solution found =
        new QuasiNewton(SETTINGS, bowl, inverse).minimize(new double[] {0, 50, -2});

    assertThat(found.iterations()).isLessThanOrEqualTo(2);
    assertThat(found.x()).containsExactly(new double[] {3, 3, 3}, within(1e-9));
  }

  /** 1 + Σc·(x − 3)²/2, and how often it was asked for. */
  private static final class Bowl implements Objective {
    private static final double[] CURVATURE = {1e-2, 1, 1e4};
    private int evaluations;

    @Override
    public Evaluation at(double[] x) {
      evaluations++;
      double value = 1;
      double[] gradient = new double[x.length];
      for (int i = 0; i < x.length; i++) {
        gradient[i] = CURVATURE[i] * (x[i] - 3);
        value += gradient[i] * (x[i] - 3) / 2;
      }
      return new Evaluation(value, gradient);
    }

    /** The inverse Hessian, each direction off by a factor. */
    static Preconditioner inverse(double... factors) {
      return v -> {
        double[] product = new double[v.length];
        for (int i = 0; i < v.length; i++) {
          product[i] = factors[i] * v[i] / CURVATURE[i];
        }
        return product;
      };
    }
  }

  @Test
  void endsWithoutAnEvaluationWhereTheInverseHessianLeavesNothingToWin() {
    Bowl bowl = new Bowl();
    QuasiNewton.Solution found =
        new QuasiNewton(TO_EIGHT_DIGITS, bowl, Bowl.inverse(1.000001, 0.999999, 0.999999))
            .minimize(new double[] {3.5, 2.5, 2.99});

    assertThat(found.iterations()).isEqualTo(1);
    assertThat(bowl.evaluations).isEqualTo(2);
    assertThat(found.objective()).isCloseTo(1, within(1e-8));
    double largest = 0;
    for (double slope : bowl.at(found.x()).gradient()) {
      largest = Math.max(largest, Math.abs(slope));
    }
    assertThat(found.gradientNorm()).isEqualTo(largest).isGreaterThan(1e-8);
  }

  @Test
  void goesOnWhereTheInverseHessianForetoldAnotherCurvature() {
    QuasiNewton.Solution found =
        new QuasiNewton(TO_EIGHT_DIGITS, new Bowl(), Bowl.inverse(1e-12, 1e-12, 1e-12))
            .minimize(new double[] {3.5, 2.5, 2.9});

    assertThat(found.objective()).isCloseTo(1, within(1e-10));
    assertThat(found.x()[1]).isCloseTo(3, within(1e-5));
  }
}
