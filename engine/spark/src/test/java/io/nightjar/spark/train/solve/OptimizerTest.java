package io.nightjar.spark.train.solve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class OptimizerTest {
  @Test
  void adamTakesTheStepsOfItsPaper() {
    double[] theta = {1, -2};
    Adam adam = new Adam(2);
    // By hand: m̂ = g and v̂ = g² at the first step, so that every weight moves by η.
    adam.step(0.1, theta, new double[] {0.5, -4});
    assertThat(theta[0]).isCloseTo(0.9, within(1e-8));
    assertThat(theta[1]).isCloseTo(-1.9, within(1e-8));
    // m = .9·.05 + .1·1 = .145, v = .999·.00025 + .001·1 = .00124975 for the first weight.
    adam.step(0.1, theta, new double[] {1, 0});
    double step = 0.1 * (0.145 / 0.19) / Math.sqrt(0.00124975 / 0.001999);
    assertThat(theta[0]).isCloseTo(0.9 - step, within(1e-8));
  }

  @Test
  void momentumTakesAShareOfTheLastStepAgain() {
    double[] theta = {0};
    Momentum momentum = new Momentum(0.9, 1);
    momentum.step(0.5, theta, new double[] {1});
    assertThat(theta[0]).isEqualTo(-0.5);
    momentum.step(0.5, theta, new double[] {2});
    assertThat(theta[0]).isEqualTo(-0.5 - 1.45);
    momentum.step(0.25, theta, new double[] {2});
    assertThat(theta[0]).isEqualTo(-1.95 - 1.805);
  }

  @Test
  void bothGoOnFromTheMemoryOfAnotherToTheSameBits() {
    Optimizer[][] pairs = {
      {new Adam(2), new Adam(2)}, {new Momentum(0.9, 2), new Momentum(0.9, 2)}
    };
    for (Optimizer[] pair : pairs) {
      double[] theta = {3, -5};
      for (int step = 0; step < 7; step++) {
        pair[0].step(0.05, theta, new double[] {theta[0] - 1, 10 * (theta[1] - 2)});
      }
      double[] resumed = theta.clone();
      pair[1].recall(pair[0].memory());
      pair[0].step(0.05, theta, new double[] {0.3, -0.7});
      pair[1].step(0.05, resumed, new double[] {0.3, -0.7});
      assertThat(resumed).isEqualTo(theta);
    }
  }

  @Test
  void bothFindTheBottomOfABowl() {
    for (Optimizer optimizer : new Optimizer[] {new Adam(2), new Momentum(0.9, 2)}) {
      double[] theta = {3, -5};
      for (int step = 0; step < 2_000; step++) {
        optimizer.step(0.05, theta, new double[] {theta[0] - 1, 10 * (theta[1] - 2)});
      }
      assertThat(theta[0]).isCloseTo(1, within(1e-3));
      assertThat(theta[1]).isCloseTo(2, within(1e-3));
    }
  }
}
