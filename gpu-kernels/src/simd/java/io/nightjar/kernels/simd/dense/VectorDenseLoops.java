package io.nightjar.kernels.simd.dense;

import static io.nightjar.kernels.simd.lanes.VectorFloats.add;
import static io.nightjar.kernels.simd.lanes.VectorFloats.all;
import static io.nightjar.kernels.simd.lanes.VectorFloats.blend;
import static io.nightjar.kernels.simd.lanes.VectorFloats.less;
import static io.nightjar.kernels.simd.lanes.VectorFloats.load;
import static io.nightjar.kernels.simd.lanes.VectorFloats.max;
import static io.nightjar.kernels.simd.lanes.VectorFloats.store;

import io.nightjar.kernels.dense.Activation;
import io.nightjar.kernels.dense.LayerPass;
import io.nightjar.kernels.scalar.dense.BlockedProduct;
import io.nightjar.kernels.scalar.dense.ColumnProduct;
import io.nightjar.kernels.scalar.dense.DenseLoops;
import io.nightjar.kernels.scalar.dense.Operand;
import io.nightjar.kernels.scalar.dense.ProductSize;
import io.nightjar.kernels.simd.lanes.VectorFloats;
import jdk.incubator.vector.FloatVector;

/**
 * DenseLoops over vectors of eight float32 lanes; what is left of an array is done by plain ones.
 */
public final class VectorDenseLoops implements DenseLoops {
  private static final int LANES = VectorFloats.COUNT;

  private final DenseLoops plain = DenseLoops.plain();

  /** DenseLoops over vectors of eight float32 lanes. */
  public VectorDenseLoops() {}

  @Override
  public BlockedProduct product(Operand a, Operand b, ProductSize size) {
    return ColumnProduct.suits(size)
        ? new ColumnProduct(a, b, size)
        : new VectorProduct(a, b, size);
  }

  @Override
  public void activate(Activation activation, float[] values, int from, int to) {
    int whole = to - (to - from) % LANES;
    switch (activation) {
      case IDENTITY -> {}
      case RELU -> relu(values, from, whole);
      case TANH -> VectorTanh.tanh(values, from, whole);
      case SIGMOID -> VectorTanh.sigmoid(values, from, whole);
    }
    plain.activate(activation, values, whole, to);
  }

  private static void relu(float[] values, int from, int to) {
    FloatVector zero = all(0);
    for (int i = from; i < to; i += LANES) {
      store(max(load(values, i), zero), values, i);
    }
  }

  /** But for one, the JVM's compiler makes vector code of the plain loops. */
  @Override
  public void slopes(Activation activation, LayerPass pass, int from, int count, float[] dz) {
    if (activation == Activation.RELU) {
      reluSlopes(pass.dy(), pass.y(), from, count, dz);
    } else {
      plain.slopes(activation, pass, from, count, dz);
    }
  }

  private static void reluSlopes(float[] dy, float[] y, int from, int count, float[] dz) {
    FloatVector zero = all(0);
    int i = 0;
    for (; i <= count - LANES; i += LANES) {
      store(blend(zero, load(dy, from + i), less(zero, load(y, from + i))), dz, i);
    }
    for (; i < count; i++) {
      dz[i] = y[from + i] > 0 ? dy[from + i] : 0f;
    }
  }

  @Override
  public void addRow(float[] values, int from, float[] sums) {
    int j = 0;
    for (; j <= sums.length - LANES; j += LANES) {
      store(add(load(sums, j), load(values, from + j)), sums, j);
    }
    for (; j < sums.length; j++) {
      sums[j] += values[from + j];
    }
  }

  @Override
  public int firstAbove(float threshold, float[] values, int from, int to) {
    FloatVector least = all(threshold);
    int i = from;
    while (i <= to - LANES) {
      if (less(least, load(values, i)).anyTrue()) {
        break;
      }
      i += LANES;
    }
    while (i < to && !(values[i] > threshold)) {
      i++;
    }
    return i;
  }
}
