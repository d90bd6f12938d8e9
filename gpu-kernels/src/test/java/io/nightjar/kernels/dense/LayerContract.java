package io.nightjar.kernels.dense;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.nightjar.kernels.block.ManyThreads;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What {@link DenseKernels#layerForward} and {@link DenseKernels#layerBackward} promise, on every
 * backend.
 */
abstract class LayerContract {
  private static final long SEED = 20261127;
  private static final double EPSILON = 0x1p-23;

  /** The kernels under test; a backend that isn't here skips visibly. */
  abstract DenseKernels kernels();

  static Stream<Arguments> shapes() {
    List<Arguments> shapes = new ArrayList<>();
    int[][] sizes = {
      {0, 3, 2},
      {1, 1, 1},
      {3, 0, 4},
      {3, 2, 28},
      {63, 28, 2},
      {64, 28, 64},
      {65, 130, 3},
      {1000, 2, 130},
      {128, 5, 1},
      {129, 64, 520}
    };
    for (Activation activation : Activation.values()) {
      for (int[] size : sizes) {
        shapes.add(Arguments.of(new LayerShape(size[0], size[1], size[2], activation)));
      }
    }
    shapes.add(Arguments.of(new LayerShape(1_000_003, 1, 2, Activation.TANH)));
    return shapes.stream();
  }

  @ParameterizedTest
  @MethodSource("shapes")
  void forwardAgreesWithTheNaiveLoop(LayerShape shape) {
    MadeMatrices made = new MadeMatrices(SEED + shape.hashCode());
    float[] x = made.floats(shape.rows() * shape.inputs());
    LayerWeights weights = weights(made, shape);
    float[] y = new float[shape.rows() * shape.outputs()];
    Arrays.fill(y, Float.NaN);
    kernels().layerForward(shape, x, weights, y);
    int n = shape.outputs();
    for (int i = 0; i < shape.rows(); i++) {
      for (int j = 0; j < n; j++) {
        double sum = weights.bias()[j];
        double scale = Math.abs(sum);
        for (int p = 0; p < shape.inputs(); p++) {
          double term = (double) x[i * shape.inputs() + p] * weights.matrix()[p * n + j];
          sum += term;
          scale += Math.abs(term);
        }
        close(
            y[i * n + j],
            activated(shape.activation(), sum),
            (shape.inputs() + 2) * EPSILON * scale + 4e-7);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("shapes")
  void backwardAgreesWithTheNaiveLoop(LayerShape shape) {
    check(shape);
  }

  private void check(LayerShape shape) {
    MadeMatrices made = new MadeMatrices(SEED - shape.hashCode());
    LayerPass pass = pass(made, shape);
    LayerWeights gradient = weights(made, shape);
    float[] dx = made.floats(pass.x().length);
    kernels().layerBackward(shape, pass, gradient, dx);
    double[] dz = new double[pass.dy().length];
    for (int i = 0; i < dz.length; i++) {
      dz[i] = pass.dy()[i] * slope(shape.activation(), pass.y()[i]);
    }
    checkWeights(shape, pass, dz, gradient);
    checkInputs(shape, pass, dz, dx);
  }

  private static void checkWeights(
      LayerShape shape, LayerPass pass, double[] dz, LayerWeights gradient) {
    int n = shape.outputs();
    double bound = (shape.rows() + 4) * EPSILON;
    for (int j = 0; j < n; j++) {
      for (int p = -1; p < shape.inputs(); p++) {
        double sum = 0;
        double scale = 0;
        for (int i = 0; i < shape.rows(); i++) {
          double term = dz[i * n + j] * (p < 0 ? 1 : pass.x()[i * shape.inputs() + p]);
          sum += term;
          scale += Math.abs(term);
        }
        close(p < 0 ? gradient.bias()[j] : gradient.matrix()[p * n + j], sum, bound * scale);
      }
    }
  }

  private static void checkInputs(LayerShape shape, LayerPass pass, double[] dz, float[] dx) {
    int n = shape.outputs();
    for (int i = 0; i < shape.rows(); i++) {
      for (int p = 0; p < shape.inputs(); p++) {
        double sum = 0;
        double scale = 0;
        for (int j = 0; j < n; j++) {
          double term = dz[i * n + j] * pass.matrix()[p * n + j];
          sum += term;
          scale += Math.abs(term);
        }
        close(dx[i * shape.inputs() + p], sum, (n + 4) * EPSILON * scale);
      }
    }
  }

  @ParameterizedTest(name = "{0} rows, {1} inputs")
  @MethodSource("io.nightjar.kernels.block.ContractShapes#small")
  void agreesOnEveryShape(int rows, int inputs) {
    LayerShape shape = new LayerShape(rows, inputs, 3, Activation.SIGMOID);
    forwardAgreesWithTheNaiveLoop(shape);
    backwardAgreesWithTheNaiveLoop(shape);
  }

  @ParameterizedTest
  @EnumSource(Activation.class)
  void gradientsAreThoseOfTheForwardStep(Activation activation) {
    LayerShape shape = new LayerShape(5, 3, 2, activation);
    MadeMatrices made = new MadeMatrices(SEED);
    float[] x = made.floats(15);
    LayerWeights weights = weights(made, shape);
    float[] y = new float[10];
    kernels().layerForward(shape, x, weights, y);
    float[] dy = made.floats(10);
    LayerWeights gradient = new LayerWeights(new float[6], new float[2]);
    kernels().layerBackward(shape, new LayerPass(x, weights.matrix(), y, dy), gradient, null);
    float step = 1e-2f;
    for (int e = 0; e < 6; e++) {
      double up = loss(shape, x, weights, e, step, dy);
      double down = loss(shape, x, weights, e, -step, dy);
      assertThat((up - down) / (2 * step)).isCloseTo(gradient.matrix()[e], within(2e-2));
    }
  }

  /** Σ dy·y with one weight moved. */
  private double loss(
      LayerShape shape, float[] x, LayerWeights weights, int moved, float step, float[] dy) {
    float[] matrix = weights.matrix().clone();
    matrix[moved] += step;
    float[] y = new float[dy.length];
    kernels().layerForward(shape, x, new LayerWeights(matrix, weights.bias()), y);
    double sum = 0;
    for (int i = 0; i < y.length; i++) {
      sum += (double) dy[i] * y[i];
    }
    return sum;
  }

  @ParameterizedTest
  @EnumSource(Activation.class)
  void activatesExtremesAndLetsNanThrough(Activation activation) {
    float[] z = {
      Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY, 1e30f, -1e30f, 88, -88, 0, 1e-39f
    };
    LayerShape shape = new LayerShape(z.length, 1, 1, activation);
    float[] y = new float[z.length];
    kernels().layerForward(shape, z, new LayerWeights(new float[] {1}, new float[] {0}), y);
    for (int i = 0; i < z.length; i++) {
      double wanted = activated(activation, z[i]);
      if (Double.isNaN(wanted) || Double.isInfinite(wanted)) {
        assertThat((double) y[i]).as("of %s", z[i]).isEqualTo(Double.valueOf(wanted));
      } else {
        close(y[i], wanted, 4e-7 * Math.max(1, Math.abs(wanted)));
      }
    }
  }

  @Test
  void eightThreadsGetWhatOneGets() throws Exception {
    List<Runnable> jobs = new ArrayList<>();
    for (int t = 0; t < 8; t++) {
      LayerShape shape = new LayerShape(60 + t, 10 + t, 20 - t, Activation.values()[t % 4]);
      jobs.add(() -> check(shape));
    }
    ManyThreads.atOnce(jobs);
  }

  @Test
  void rejectsWrongLengthsAndResultsThatAreOperands() {
    LayerShape shape = new LayerShape(2, 3, 4, Activation.RELU);
    LayerWeights weights = new LayerWeights(new float[12], new float[4]);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> kernels().layerForward(shape, new float[5], weights, new float[8]))
        .withMessage("x has length 5; must be 6");
    LayerWeights shortBias = new LayerWeights(new float[12], new float[3]);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> kernels().layerForward(shape, new float[6], shortBias, new float[8]))
        .withMessage("bias has length 3; must be 4");
    LayerPass pass = new LayerPass(new float[6], new float[12], new float[8], new float[8]);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> kernels().layerBackward(shape, pass, weights, new float[7]))
        .withMessage("dx has length 7; must be 6");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> kernels().layerBackward(shape, pass, weights, pass.x()))
        .withMessage("dx is also an operand; must be an array of its own");
    LayerPass noSlopes = new LayerPass(new float[6], new float[12], new float[8], new float[9]);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> kernels().layerBackward(shape, noSlopes, weights, null))
        .withMessage("dy has length 9; must be 8");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new LayerShape(-1, 1, 1, Activation.TANH))
        .withMessage("rows is -1; must be 0..2147483647");
  }

  static LayerWeights weights(MadeMatrices made, LayerShape shape) {
    return new LayerWeights(
        made.floats(shape.inputs() * shape.outputs()), made.floats(shape.outputs()));
  }

  static LayerPass pass(MadeMatrices made, LayerShape shape) {
    return new LayerPass(
        made.floats(shape.rows() * shape.inputs()),
        made.floats(shape.inputs() * shape.outputs()),
        made.floats(shape.rows() * shape.outputs()),
        made.floats(shape.rows() * shape.outputs()));
  }

  private static double activated(Activation activation, double z) {
    return switch (activation) {
      case IDENTITY -> z;
      case RELU -> Math.max(z, 0);
      case TANH -> Math.tanh(z);
      case SIGMOID -> 1 / (1 + Math.exp(-z));
    };
  }

  private static double slope(Activation activation, double y) {
    return switch (activation) {
      case IDENTITY -> 1;
      case RELU -> y > 0 ? 1 : 0;
      case TANH -> 1f - (float) (y * y);
      case SIGMOID -> y * (1f - (float) y);
    };
  }

  private static void close(float value, double wanted, double bound) {
    if (!(Math.abs(value - wanted) <= bound)) {
      assertThat((double) value).isCloseTo(wanted, within(bound));
    }
  }
}
