package io.nightjar.kernels.simd.dense;

import io.nightjar.kernels.dense.Activation;
import io.nightjar.kernels.scalar.dense.BlockedProduct;
import io.nightjar.kernels.scalar.dense.DenseLoops;
import io.nightjar.kernels.scalar.dense.Operand;
import io.nightjar.kernels.scalar.dense.ProductSize;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * DenseLoops over vectors of eight float32 lanes; what is left of an array is done by plain ones.
 */
public final class VectorDenseLoops implements DenseLoops {
  private static final VectorSpecies<Float> FLOATS = FloatVector.SPECIES_256;
  private static final int LANES = 8;

  private final DenseLoops plain = DenseLoops.plain();

  /** DenseLoops over vectors of eight float32 lanes. */
  public VectorDenseLoops() {}

  @Override
  public BlockedProduct product(Operand a, Operand b, ProductSize size) {
    return new VectorProduct(a, b, size);
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
    for (int i = from; i < to; i += LANES) {
      FloatVector.fromArray(FLOATS, values, i).max(0f).intoArray(values, i);
    }
  }

  /** But for one, the JVM's compiler makes vector code of the plain loops. */
  @Override
  public void slopes(Activation activation, float[] dy, float[] y, float[] dz) {
    if (activation == Activation.RELU) {
      reluSlopes(dy, y, dz);
    } else {
      plain.slopes(activation, dy, y, dz);
    }
  }

  private static void reluSlopes(float[] dy, float[] y, float[] dz) {
    FloatVector zero = FloatVector.zero(FLOATS);
    int i = 0;
    for (; i <= dz.length - LANES; i += LANES) {
      VectorMask<Float> positive =
          FloatVector.fromArray(FLOATS, y, i).compare(VectorOperators.GT, 0f);
      zero.blend(FloatVector.fromArray(FLOATS, dy, i), positive).intoArray(dz, i);
    }
    for (; i < dz.length; i++) {
      dz[i] = y[i] > 0 ? dy[i] : 0f;
    }
  }

  @Override
  public void addRow(float[] values, int from, float[] sums) {
    int j = 0;
    for (; j <= sums.length - LANES; j += LANES) {
      FloatVector sum = FloatVector.fromArray(FLOATS, sums, j);
      sum.add(FloatVector.fromArray(FLOATS, values, from + j)).intoArray(sums, j);
    }
    for (; j < sums.length; j++) {
      sums[j] += values[from + j];
    }
  }

  @Override
  public int firstAbove(float threshold, float[] values, int from, int to) {
    int i = from;
    while (i <= to - LANES) {
      FloatVector v = FloatVector.fromArray(FLOATS, values, i);
      if (v.compare(VectorOperators.GT, threshold).anyTrue()) {
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
