package io.nightjar.kernels.dense;

import java.util.Random;

/** Matrices made from a seed. */
final class MadeMatrices {
  private final Random random;

  MadeMatrices(long seed) {
    this.random = new Random(seed);
  }

  float[] floats(int count) {
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return values;
  }
}
