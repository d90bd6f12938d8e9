package io.nightjar.kernels.linear;

import io.nightjar.kernels.block.ColumnBlock;
import io.nightjar.kernels.block.DoubleColumnBlock;
import java.util.Arrays;
import java.util.Random;

/** Blocks, targets and coefficients made from a printed seed. */
public final class MadeBlocks {
  private final Random random;

  public MadeBlocks(long seed) {
    this.random = new Random(seed);
  }

  public ColumnBlock block(int rows, int columns) {
    float[][] values = new float[columns][rows];
    for (float[] column : values) {
      for (int i = 0; i < rows; i++) {
        column[i] = (float) random.nextGaussian();
      }
    }
    return new ColumnBlock(rows, values);
  }

  /** Every value the same. */
  public static ColumnBlock constant(int rows, int columns, float value) {
    float[][] values = new float[columns][rows];
    for (float[] column : values) {
      Arrays.fill(column, value);
    }
    return new ColumnBlock(rows, values);
  }

  public static DoubleColumnBlock widened(ColumnBlock block) {
    double[][] values = new double[block.columns()][block.rows()];
    for (int j = 0; j < values.length; j++) {
      for (int i = 0; i < block.rows(); i++) {
        values[j][i] = block.column(j)[i];
      }
    }
    return new DoubleColumnBlock(block.rows(), values);
  }

  public GlmTarget target(GlmLoss loss, int classes, int rows) {
    double[] labels = new double[rows];
    double[] weights = new double[rows];
    for (int i = 0; i < rows; i++) {
      labels[i] =
          switch (loss) {
            case LOGISTIC -> random.nextInt(2);
            case MULTINOMIAL -> random.nextInt(classes);
            case SQUARED -> random.nextGaussian() * 3;
            case POISSON -> random.nextInt(6) / 2.0;
          };
      weights[i] = random.nextInt(5) == 0 ? 0 : random.nextDouble() * 2;
    }
    return new GlmTarget(labels, weights);
  }

  public double[] coefficients(int classes, int columns) {
    double[] values = new double[classes * (columns + 1)];
    for (int i = 0; i < values.length; i++) {
      values[i] = random.nextGaussian() / Math.sqrt(Math.max(1, columns));
    }
    return values;
  }

  /** {@code rows} rows of a block from {@code from} on, copied. */
  public static ColumnBlock slice(ColumnBlock block, int from, int rows) {
    float[][] values = new float[block.columns()][];
    for (int j = 0; j < values.length; j++) {
      values[j] = Arrays.copyOfRange(block.column(j), from, from + rows);
    }
    return new ColumnBlock(rows, values);
  }
}
