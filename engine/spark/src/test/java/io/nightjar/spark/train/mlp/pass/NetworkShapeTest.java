package io.nightjar.spark.train.mlp.pass;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.nightjar.kernels.dense.Activation;
import io.nightjar.model.network.Layer;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class NetworkShapeTest {
  private static final NetworkShape SHAPE = new NetworkShape(List.of(3, 2, 1), Activation.RELU);

  @Test
  void laysLayersOneBehindTheOther() {
    double[] theta = IntStream.range(0, 11).asDoubleStream().toArray();
    List<Layer> layers = SHAPE.layers(theta);

    assertThat(SHAPE.length()).isEqualTo(11);
    assertThat(layers.get(0).matrix()).containsExactly(0, 1, 2, 3, 4, 5);
    assertThat(layers.get(0).bias()).containsExactly(6, 7);
    assertThat(layers.get(0).activation()).isEqualTo(Activation.RELU);
    assertThat(layers.get(1).matrix()).containsExactly(8, 9);
    assertThat(layers.get(1).bias()).containsExactly(10);
    assertThat(layers.get(1).activation()).isEqualTo(Activation.IDENTITY);
  }

  @Test
  void countsWeightsBeyondWhatAnArrayHolds() {
    assertThat(
            new NetworkShape(List.of(16_384, 16_384, 16_384, 16_384, 1), Activation.TANH).length())
        .isEqualTo(3 * 16_385L * 16_384 + 16_385);
  }

  @Test
  void penalizesWeightsAndNoBias() {
    double[] theta = IntStream.range(0, 11).asDoubleStream().toArray();
    double[] gradient = new double[11];
    double penalty = SHAPE.penalize(0.5, theta, gradient);

    assertThat(penalty).isEqualTo(0.25 * (1 + 4 + 9 + 16 + 25 + 64 + 81));
    assertThat(gradient).containsExactly(0, 0.5, 1, 1.5, 2, 2.5, 0, 0, 4, 4.5, 0);
  }

  @Test
  void beginsWithWeightsOfTheRightSpreadAndTheSameOnesForASeed() {
    NetworkShape wide = new NetworkShape(List.of(200, 300, 100), Activation.RELU);
    double[] theta = wide.initial(1);
    double[] hidden = Arrays.copyOf(theta, 60_000);
    double[] output = Arrays.copyOfRange(theta, 60_300, 90_300);

    // Uniform in ±a has the variance a²/3: 2/inputs before RELU, 2/(inputs + outputs) elsewhere.
    assertThat(variance(hidden)).isCloseTo(2.0 / 200, within(2e-4));
    assertThat(variance(output)).isCloseTo(2.0 / 400, within(2e-4));
    assertThat(Arrays.copyOfRange(theta, 60_000, 60_300)).containsOnly(0);
    assertThat(wide.initial(1)).isEqualTo(theta);
    assertThat(wide.initial(2)).isNotEqualTo(theta);
  }

  private static double variance(double[] values) {
    return Arrays.stream(values).map(x -> x * x).average().orElseThrow();
  }
}
