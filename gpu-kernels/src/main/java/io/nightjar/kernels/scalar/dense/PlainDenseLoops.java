package io.nightjar.kernels.scalar.dense;

import io.nightjar.kernels.dense.Activation;
import io.nightjar.kernels.dense.LayerPass;

/** DenseLoops that the JVM's compiler makes the best of. */
final class PlainDenseLoops implements DenseLoops {
  @Override
  public BlockedProduct product(Operand a, Operand b, ProductSize size) {
    return ColumnProduct.suits(size) ? new ColumnProduct(a, b, size) : new PlainProduct(a, b, size);
  }

  @Override
  public void activate(Activation activation, float[] values, int from, int to) {
    activation.apply(values, from, to);
  }

  @Override
  public void slopes(Activation activation, LayerPass pass, int from, int count, float[] dz) {
    switch (activation) {
      case IDENTITY -> System.arraycopy(pass.dy(), from, dz, 0, count);
      case RELU -> reluSlopes(pass.dy(), pass.y(), from, count, dz);
      case TANH -> tanhSlopes(pass.dy(), pass.y(), from, count, dz);
      case SIGMOID -> sigmoidSlopes(pass.dy(), pass.y(), from, count, dz);
    }
  }

  private static void reluSlopes(float[] dy, float[] y, int from, int count, float[] dz) {
    for (int i = 0; i < count; i++) {
      dz[i] = y[from + i] > 0 ? dy[from + i] : 0f;
    }
  }

  private static void tanhSlopes(float[] dy, float[] y, int from, int count, float[] dz) {
    for (int i = 0; i < count; i++) {
      dz[i] = dy[from + i] * (1f - y[from + i] * y[from + i]);
    }
  }

  private static void sigmoidSlopes(float[] dy, float[] y, int from, int count, float[] dz) {
    for (int i = 0; i < count; i++) {
      dz[i] = dy[from + i] * (y[from + i] * (1f - y[from + i]));
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
