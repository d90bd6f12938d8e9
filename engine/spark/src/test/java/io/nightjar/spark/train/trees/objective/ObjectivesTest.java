package io.nightjar.spark.train.trees.objective;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Derivatives against differences of the loss that is stated. */
class ObjectivesTest {
  private static final double STEP = 1e-4;

  static Stream<Arguments> smooth() {
    double[] classes = {0, 1, 1, 0};
    double[] numbers = {0.5, 3, 2.25, 7};
    return Stream.of(
        Arguments.of("logistic", new Logistic(), classes, 1.0, 1.0),
        Arguments.of("squared", Regression.squared(), numbers, 0.5, 1.0),
        Arguments.of("huber", Regression.huber(2), numbers, 1.0, Double.NaN),
        Arguments.of("quantile", Regression.quantile(0.3), numbers, 1.0, Double.NaN),
        Arguments.of("poisson", Regression.poisson(), numbers, 1.0, Math.exp(0.7)),
        Arguments.of("gamma", Regression.gamma(), numbers, 1.0, 1.0),
        Arguments.of("tweedie", Regression.tweedie(1.3), numbers, 1.0, 1.0),
        Arguments.of("softmax", new Softmax(3), new double[] {0, 1, 2, 1}, 1.0, 2.0),
        Arguments.of("shares", new OneAgainstRest(3), new double[] {0, 1, 2, 1}, 0.5, 1.0));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("smooth")
  void derivesTheLossItStates(
      String name, Objective objective, double[] y, double firstShare, double secondTimes) {
    int outputs = objective.outputs();
    double[][] margins = new double[outputs][y.length];
    Random random = new Random(9);
    for (double[] margin : margins) {
      Arrays.setAll(margin, i -> random.nextGaussian());
    }
    double[] weights = {1, 2, 0.5, 3};
    Gradients[] into = new Gradients[outputs];
    Arrays.setAll(into, k -> Gradients.of(y.length));
    objective.gradients(new Labels(y, weights), margins, new RowRange(0, y.length), into);
    for (int k = 0; k < outputs; k++) {
      for (int i = 0; i < y.length; i++) {
        double times = weights[i] * firstShare;
        double[] wanted = differences(objective, y[i], margins, k, i);
        assertThat((double) into[k].first()[i]).isCloseTo(times * wanted[0], within(1e-4));
        if (!Double.isNaN(secondTimes)) {
          double second = secondTimes * times * wanted[1];
          assertThat((double) into[k].second()[i])
              .isCloseTo(second, within(2e-4 * (1 + Math.abs(second))));
        }
      }
    }
  }

  /** First and second differences of the loss by one margin. */
  private static double[] differences(
      Objective objective, double y, double[][] margins, int output, int row) {
    double at = margins[output][row];
    double here = objective.loss(y, margins, row);
    margins[output][row] = at + STEP;
    double up = objective.loss(y, margins, row);
    margins[output][row] = at - STEP;
    double down = objective.loss(y, margins, row);
    margins[output][row] = at;
    return new double[] {(up - down) / (2 * STEP), (up - 2 * here + down) / (STEP * STEP)};
  }

  @Test
  void startsWhereAConstantWouldBeBest() {
    Labels labels = new Labels(new double[] {1, 0, 1, 1}, new double[] {1, 3, 2, 2});
    LabelSums two = new LabelSums(1);
    two.add(labels);
    assertThat(new Logistic().base(two)[0]).isCloseTo(Math.log(5.0 / 3), within(1e-15));
    assertThat(Regression.squared().base(two)[0]).isEqualTo(5.0 / 8);
    assertThat(Regression.poisson().base(two)[0]).isCloseTo(Math.log(5.0 / 8), within(1e-15));
    LabelSums three = new LabelSums(3);
    three.add(new Labels(new double[] {0, 1, 2, 2}, null));
    assertThat(new Softmax(3).base(three))
        .containsExactly(
            new double[] {Math.log(0.25), Math.log(0.25), Math.log(0.5)}, within(1e-15));
    assertThat(new OneAgainstRest(3).base(three)).containsExactly(0.25, 0.25, 0.5);
  }

  @Test
  void derivesEachOfManyRowsAsItDoesAlone() {
    int rows = 1300;
    Random random = new Random(3);
    double[] y = random.doubles(rows).map(Math::rint).toArray();
    double[] weights = random.doubles(rows).toArray();
    double[][] margins = {random.doubles(rows, -9, 9).toArray()};
    Gradients[] all = {Gradients.of(rows)};
    Gradients[] alone = {Gradients.of(rows)};
    Logistic logistic = new Logistic();
    Labels labels = new Labels(y, weights);
    logistic.gradients(labels, margins, new RowRange(7, rows), all);
    for (int i = 7; i < rows; i++) {
      logistic.gradients(labels, margins, new RowRange(i, i + 1), alone);
    }
    assertThat(all[0].first()).isEqualTo(alone[0].first());
    assertThat(all[0].second()).isEqualTo(alone[0].second());
    assertThat(all[0].second()[0]).isZero();
  }
}
