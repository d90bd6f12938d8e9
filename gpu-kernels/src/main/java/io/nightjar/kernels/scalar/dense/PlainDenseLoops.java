package io.nightjar.kernels.scalar.dense;

import io.nightjar.kernels.dense.Activation;

/** DenseLoops that the JVM's compiler makes the best of. */
final class PlainDenseLoops implements DenseLoops {
  @Override
  public BlockedProduct product(Operand a, Operand b, ProductSize size) {
    return new PlainProduct(a, b, size);
  }

  @Override
  public void activate(Activation activation, float[] values, int from, int to) {
    activation.apply(values, from, to);
  }

  @Override
  public void slopes(Activation activation, float[] dy, float[] y, float[] dz) {
    switch (activation) {
      case IDENTITY -> System.arraycopy(dy, 0, dz, 0, dz.length);
      case RELU -> reluSlopes(dy, y, dz);
      case TANH -> tanhSlopes(dy, y, dz);
      case SIGMOID -> sigmoidSlopes(dy, y, dz);
    }
  }

  private static void reluSlopes(float[] dy, float[] y, float[] dz) {
    for (int i = 0; i < dz.length; i++) {
      dz[i] = y[i] > 0 ? dy[i] : 0f;
    }
  }

  private static void tanhSlopes(float[] dy, float[] y, float[] dz) {
    for (int i = 0; i < dz.length; i++) {
      dz[i] = dy[i] * (1f - y[i] * y[i]);
    }
  }

  private static void sigmoidSlopes(float[] dy, float[] y, float[] dz) {
    for (int i = 0; i < dz.length; i++) {
      dz[i] = dy[i] * (y[i] * (1f - y[i]));
    }
  }

  @Override
  public void addRow(float[] values, int from, float[] sums) {
    for (int j = 0; j < sums.length; j++) {
      sums[j] += values[from + j];
    }
  }

  @Override
  public int firstAbove(float threshold, float[] values, int from, int to) {
    int i = from;
    while (i < to && !(values[i] > threshold)) {
      i++;
    }
    return i;
  }
}
