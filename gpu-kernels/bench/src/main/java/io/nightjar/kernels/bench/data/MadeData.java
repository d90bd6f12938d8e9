package io.nightjar.kernels.bench.data;

import io.nightjar.kernels.block.ColumnBlock;
import java.util.Random;

/** Data from a fixed seed. */
public final class MadeData {
  private final Random random;

  public MadeData(long seed) {
    this.random = new Random(seed);
  }

  public Random random() {
    return random;
  }

  /** Features as normal numbers of mean 0 and deviation 1. */
  public ColumnBlock block(int rows, int columns) {
    float[][] values = new float[columns][];
    for (int j = 0; j < columns; j++) {
      values[j] = floats(rows);
    }
    return new ColumnBlock(rows, values);
  }

  public float[] floats(int count) {
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return values;
  }

  public double[] doubles(int count, double scale) {
    double[] values = new double[count];
    for (int i = 0; i < count; i++) {
      values[i] = scale * random.nextGaussian();
    }
    return values;
  }

  /** Labels 0 and 1, about as many of each. */
  public double[] labels(int count) {
    double[] values = new double[count];
    for (int i = 0; i < count; i++) {
      values[i] = random.nextInt(2);
    }
    return values;
  }

  /** The block in one column-major array, as BLAS takes it. */
  public static float[] columnMajor(ColumnBlock block) {
    float[] all = new float[Math.multiplyExact(block.rows(), block.columns())];
    for (int j = 0; j < block.columns(); j++) {
      System.arraycopy(block.column(j), 0, all, j * block.rows(), block.rows());
    }
    return all;
  }

  public static double[] widened(float[] values) {
    double[] wide = new double[values.length];
    for (int i = 0; i < wide.length; i++) {
      wide[i] = values[i];
    }
    return wide;
  }

  public static float[] narrowed(double[] values) {
    float[] narrow = new float[values.length];
    for (int i = 0; i < narrow.length; i++) {
      narrow[i] = (float) values[i];
    }
    return narrow;
  }

  /** A shape as the tables write it. */
  public static String shape(int... sizes) {
    StringBuilder text = new StringBuilder();
    for (int size : sizes) {
      text.append(text.isEmpty() ? "" : " x ").append(count(size));
    }
    return text.toString();
  }

  /** 200000 as "200k". */
  public static String count(int size) {
    if (size >= 1_000_000 && size % 1_000_000 == 0) {
      return size / 1_000_000 + "M";
    }
    return size >= 1000 && size % 1000 == 0 ? size / 1000 + "k" : Integer.toString(size);
  }
}
