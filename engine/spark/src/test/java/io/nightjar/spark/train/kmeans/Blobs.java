package io.nightjar.spark.train.kmeans;

import io.nightjar.kernels.Kernels;
import io.nightjar.kernels.backend.BackendPreference;
import io.nightjar.kernels.block.ColumnBlock;
import io.nightjar.kernels.linear.GlmTarget;
import io.nightjar.spark.train.block.LabelledBlock;
import io.nightjar.spark.train.task.Workers;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Rows round some points, and the naive loops that a fit of them is compared with. */
final class Blobs {
  private Blobs() {}

  /** Row-major rows: row i lies near point i mod {@code points}. */
  static float[][] rows(int count, int columns, int points, double spread) {
    Random random = new Random(71);
    double[][] centres = new double[points][columns];
    for (double[] centre : centres) {
      for (int j = 0; j < columns; j++) {
        centre[j] = random.nextGaussian() * 4;
      }
    }
    float[][] rows = new float[count][columns];
    for (int i = 0; i < count; i++) {
      for (int j = 0; j < columns; j++) {
        rows[i][j] = (float) (centres[i % points][j] + random.nextGaussian() * spread);
      }
    }
    return rows;
  }

  /** The same, in one task. */
  static KMeansRows local(float[][] rows, double[] weights, int partitions, int blockRows) {
    return local(parted(rows, weights, partitions, blockRows), new BlockBounds(Long.MAX_VALUE));
  }

  /** The rows of some partitions, with bounds where there is room for them. */
  static KMeansRows local(List<List<LabelledBlock>> partitions, BlockBounds bounds) {
    return new LocalRows(partitions, Kernels.of(BackendPreference.SCALAR), new Workers(1), bounds);
  }

  /** Rows cut into partitions of blocks. */
  static List<List<LabelledBlock>> parted(
      float[][] rows, double[] weights, int partitions, int blockRows) {
    List<List<LabelledBlock>> all = new ArrayList<>();
    int size = (rows.length + partitions - 1) / partitions;
    for (int p = 0; p < partitions; p++) {
      List<LabelledBlock> blocks = new ArrayList<>();
      int end = Math.min(rows.length, (p + 1) * size);
      for (int from = p * size; from < end; from += blockRows) {
        blocks.add(block(rows, weights, from, Math.min(end, from + blockRows)));
      }
      all.add(blocks);
    }
    return all;
  }

  private static LabelledBlock block(float[][] rows, double[] weights, int from, int to) {
    float[][] columns = new float[rows[0].length][to - from];
    double[] own = weights == null ? null : new double[to - from];
    for (int i = from; i < to; i++) {
      for (int j = 0; j < columns.length; j++) {
        columns[j][i - from] = rows[i][j];
      }
      if (weights != null) {
        own[i - from] = weights[i];
      }
    }
    GlmTarget target = new GlmTarget(new double[to - from], own);
    return new LabelledBlock(new ColumnBlock(to - from, columns), target);
  }

  /** Row-major centroids after some iterations of Lloyd's algorithm by plain double loops. */
  static double[][] lloyd(float[][] rows, double[] weights, float[][] start, int iterations) {
    double[][] centroids = new double[start.length][];
    for (int c = 0; c < start.length; c++) {
      centroids[c] = wide(start[c]);
    }
    for (int iteration = 0; iteration < iterations; iteration++) {
      double[][] sums = new double[start.length][start[0].length];
      double[] mass = new double[start.length];
      for (int i = 0; i < rows.length; i++) {
        int nearest = nearest(rows[i], centroids);
        double w = weights == null ? 1 : weights[i];
        mass[nearest] += w;
        for (int j = 0; j < rows[i].length; j++) {
          sums[nearest][j] += w * rows[i][j];
        }
      }
      for (int c = 0; c < sums.length; c++) {
        for (int j = 0; j < sums[c].length; j++) {
          centroids[c][j] = sums[c][j] / mass[c];
        }
      }
    }
    return centroids;
  }

  static double inertia(float[][] rows, double[] weights, double[][] centroids) {
    double inertia = 0;
    for (int i = 0; i < rows.length; i++) {
      double w = weights == null ? 1 : weights[i];
      inertia += w * square(rows[i], centroids[nearest(rows[i], centroids)]);
    }
    return inertia;
  }

  private static int nearest(float[] row, double[][] centroids) {
    int nearest = 0;
    for (int c = 1; c < centroids.length; c++) {
      if (square(row, centroids[c]) < square(row, centroids[nearest])) {
        nearest = c;
      }
    }
    return nearest;
  }

  private static double square(float[] row, double[] centroid) {
    double sum = 0;
    for (int j = 0; j < row.length; j++) {
      sum += (row[j] - centroid[j]) * (row[j] - centroid[j]);
    }
    return sum;
  }

  /** A row in float64. */
  static double[] wide(float[] row) {
    double[] wide = new double[row.length];
    for (int j = 0; j < row.length; j++) {
      wide[j] = row[j];
    }
    return wide;
  }
}
