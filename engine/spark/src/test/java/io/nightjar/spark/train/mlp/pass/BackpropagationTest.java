package io.nightjar.spark.train.mlp.pass;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.nightjar.kernels.Kernels;
import io.nightjar.kernels.backend.BackendPreference;
import io.nightjar.kernels.dense.Activation;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Loss and gradient through the kernels beside naive float64 loops and central differences. */
class BackpropagationTest {
  private static final int ROWS = 37;

  private static Chunk chunk(int columns, OutputLoss loss, boolean weighted) {
    Random random = new Random(columns);
    float[] z = new float[ROWS * columns];
    double[] labels = new double[ROWS];
    double[] weights = new double[ROWS];
    long[] ids = random.longs(ROWS).toArray();
    for (int i = 0; i < z.length; i++) {
      z[i] = (float) random.nextGaussian();
    }
    for (int i = 0; i < ROWS; i++) {
      labels[i] =
          switch (loss) {
            case LOGISTIC -> random.nextInt(2);
            case SOFTMAX -> random.nextInt(3);
            case SQUARED -> random.nextGaussian();
          };
      weights[i] = 0.5 + random.nextInt(3);
    }
    return new Chunk(z, labels, weighted ? weights : null, ids);
  }

  @ParameterizedTest
  @CsvSource({
    "LOGISTIC, RELU, 0",
    "LOGISTIC, TANH, 0.3",
    "SOFTMAX, SIGMOID, 0",
    "SOFTMAX, RELU, 0.5",
    "SQUARED, TANH, 0",
    "SQUARED, SIGMOID, 0.25"
  })
  void givesTheSlopesOfTheLoss(OutputLoss loss, Activation hidden, double dropped) {
    int outputs = loss == OutputLoss.SOFTMAX ? 3 : 1;
    NetworkShape shape = new NetworkShape(List.of(5, 7, 4, outputs), hidden);
    // Kernels hold weights in float32, so both sides start from weights that float32 has.
    double[] theta = Arrays.stream(shape.initial(11)).map(weight -> (float) weight).toArray();
    Chunk chunk = chunk(5, loss, dropped > 0);
    Dropout dropout = new Dropout(dropped, 99);
    float[][] factors =
        dropped == 0
            ? null
            : new float[][] {dropout.factors(chunk, 0, 7), dropout.factors(chunk, 1, 4)};

    for (BackendPreference preference : List.of(BackendPreference.SCALAR, BackendPreference.SIMD)) {
      GradientSums sums = new GradientSums(theta.length);
      new Backpropagation(Kernels.of(preference), shape, loss, shape.layers(theta))
          .add(chunk, dropout, new PassValues(shape), sums);

      NaiveNetwork naive = new NaiveNetwork(shape, loss);
      double weight = sums.weight();
      assertThat(sums.meanLoss())
          .isCloseTo(naive.loss(theta, chunk, factors) / weight, within(1e-6));
      double[] wanted = naive.gradient(theta, chunk, factors);
      double[] found = sums.meanGradient();
      for (int i = 0; i < theta.length; i++) {
        assertThat(found[i]).as("weight %d", i).isCloseTo(wanted[i] / weight, within(2e-6));
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"LOGISTIC, 1", "SOFTMAX, 3", "SQUARED, 1"})
  void evaluatesTheLossThatItGoesDown(OutputLoss loss, int outputs) {
    NetworkShape shape = new NetworkShape(List.of(4, 3, outputs), Activation.TANH);
    double[] theta = shape.initial(3);
    Chunk chunk = chunk(4, loss, true);
    Backpropagation pass =
        new Backpropagation(Kernels.of(BackendPreference.SCALAR), shape, loss, shape.layers(theta));
    GradientSums sums = new GradientSums(theta.length);
    pass.add(chunk, Dropout.NONE, new PassValues(shape), sums);
    LossSums losses = new LossSums();
    pass.evaluate(chunk, losses);
    assertThat(losses.mean()).isCloseTo(sums.meanLoss(), within(1e-13));
  }

  @Test
  void keepsNothingOfTheChunksBefore() {
    NetworkShape shape = new NetworkShape(List.of(4, 3, 1), Activation.SIGMOID);
    double[] theta = shape.initial(3);
    Backpropagation pass =
        new Backpropagation(
            Kernels.of(BackendPreference.SIMD), shape, OutputLoss.LOGISTIC, shape.layers(theta));
    Chunk chunk = chunk(4, OutputLoss.LOGISTIC, false);
    Chunk shorter = new Chunk(Arrays.copyOf(chunk.z(), 40), new double[10], null, new long[10]);
    PassValues used = new PassValues(shape);
    pass.add(chunk, Dropout.NONE, used, new GradientSums(theta.length));
    for (Chunk next : List.of(chunk, shorter, chunk)) {
      GradientSums fresh = new GradientSums(theta.length);
      pass.add(next, Dropout.NONE, new PassValues(shape), fresh);
      GradientSums again = new GradientSums(theta.length);
      pass.add(next, Dropout.NONE, used, again);
      assertThat(again.meanLoss()).isEqualTo(fresh.meanLoss());
      assertThat(again.meanGradient()).isEqualTo(fresh.meanGradient());
    }
  }

  @ParameterizedTest
  @CsvSource({"0.1", "0.5", "0.9"})
  void leavesOutAboutTheShareOfUnitsAndKeepsTheirMean(double share) {
    Chunk chunk = chunk(1, OutputLoss.SQUARED, false);
    int units = 2_000;
    float[] factors = new Dropout(share, 5).factors(chunk, 0, units);
    double zeros = 0;
    double sum = 0;
    for (float factor : factors) {
      zeros += factor == 0 ? 1 : 0;
      sum += factor;
    }
    assertThat(zeros / factors.length).isCloseTo(share, within(0.01));
    assertThat(sum / factors.length).isCloseTo(1, within(0.1));
    assertThat(new Dropout(share, 5).factors(chunk, 0, units)).isEqualTo(factors);
    assertThat(new Dropout(share, 6).factors(chunk, 0, units)).isNotEqualTo(factors);
  }
}
