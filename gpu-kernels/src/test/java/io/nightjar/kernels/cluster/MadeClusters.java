package io.nightjar.kernels.cluster;

import io.nightjar.kernels.block.ColumnBlock;
import java.util.Random;

/** Rows and centroids from a seed. */
final class MadeClusters {
  private final Random random;

  MadeClusters(long seed) {
    random = new Random(seed);
  }

  ColumnBlock rows(int rows, int columns, double centre, double spread) {
    float[][] x = new float[columns][rows];
    for (float[] column : x) {
      for (int i = 0; i < rows; i++) {
        column[i] = (float) (centre + spread * random.nextGaussian());
      }
    }
    return new ColumnBlock(rows, x);
  }

  Centroids centroids(int count, int columns, double centre, double spread) {
    float[] values = new float[count * columns];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) (centre + spread * random.nextGaussian());
    }
    return new Centroids(count, columns, values);
  }

  RowWeights weights(int rows) {
    double[] weights = new double[rows];
    for (int i = 0; i < rows; i++) {
      weights[i] = random.nextInt(4) == 0 ? 0 : random.nextDouble() * 3;
    }
    return new RowWeights(weights);
  }
}
