package io.nightjar.spark.train.kmeans;

import io.nightjar.kernels.Kernels;
import io.nightjar.kernels.block.ColumnBlock;
import io.nightjar.kernels.cluster.Centroids;
import io.nightjar.kernels.cluster.ClusterSums;
import io.nightjar.kernels.cluster.RowBounds;
import io.nightjar.kernels.cluster.RowWeights;
import io.nightjar.spark.train.block.LabelledBlock;
import io.nightjar.spark.train.task.KeyHash;
import java.util.Iterator;

/** One pass over the blocks of one partition. */
final class BlockPass {
  private BlockPass() {}

  /** Assigns every row to its nearest centroid and adds up the clusters. */
  static ClusterTotals assign(
      Iterator<LabelledBlock> blocks, Kernels kernels, Centroids centroids, BlockBounds bounds) {
    ClusterTotals totals = new ClusterTotals(centroids);
    while (blocks.hasNext()) {
      LabelledBlock block = blocks.next();
      ClusterSums sums = new ClusterSums(new int[block.rows()], totals.sums(), totals.weights());
      totals.addInertia(assign(block, kernels, centroids, sums, bounds));
    }
    return totals;
  }

  private static double assign(
      LabelledBlock block,
      Kernels kernels,
      Centroids centroids,
      ClusterSums sums,
      BlockBounds bounds) {
    RowBounds known = bounds.take(block);
    if (known == null) {
      return kernels.cluster().assign(columns(block), centroids, weights(block), sums);
    }
    double inertia =
        kernels.cluster().assign(columns(block), centroids, weights(block), sums, known);
    bounds.give(block, known);
    return inertia;
  }

  /**
   * Draws rows.
   *
   * @param centroids from which the distances are taken; null where they don't count
   */
  static DrawnRows draw(
      Iterator<LabelledBlock> blocks, Kernels kernels, Centroids centroids, Draw how) {
    DrawnRows drawn = new DrawnRows(how.count());
    while (blocks.hasNext()) {
      LabelledBlock block = blocks.next();
      float[][] z = columns(block).arrays();
      long[] keys = keys(z, block.rows());
      double[] squares = centroids == null ? null : squares(block, kernels, centroids);
      for (int i = 0; i < keys.length; i++) {
        double mass = block.weight(i) * (squares == null ? 1 : squares[i]);
        if (mass > 0) {
          drawn.offer(how.rank(keys[i], mass, drawn.greatest()), keys[i], z, i);
        }
      }
    }
    return drawn;
  }

  /** D² of each row from its nearest centroid, summed over the columns in order. */
  private static double[] squares(LabelledBlock block, Kernels kernels, Centroids centroids) {
    ClusterSums sums = ClusterSums.zero(block.rows(), centroids);
    kernels.cluster().assign(columns(block), centroids, RowWeights.equal(), sums);
    double[] squares = new double[block.rows()];
    int d = centroids.columns();
    for (int j = 0; j < d; j++) {
      float[] z = columns(block).column(j);
      for (int i = 0; i < squares.length; i++) {
        double difference = (double) z[i] - centroids.values()[sums.nearest()[i] * d + j];
        squares[i] = Math.fma(difference, difference, squares[i]);
      }
    }
    return squares;
  }

  /** A row's key: a hash of its values; −0 and 0 are the same. */
  private static long[] keys(float[][] z, int rows) {
    long[] keys = new long[rows];
    for (float[] column : z) {
      for (int i = 0; i < rows; i++) {
        keys[i] = KeyHash.mix(keys[i] ^ Float.floatToIntBits(column[i] + 0f));
      }
    }
    return keys;
  }

  private static ColumnBlock columns(LabelledBlock block) {
    return (ColumnBlock) block.features();
  }

  private static RowWeights weights(LabelledBlock block) {
    double[] weights = block.target().weights();
    return weights == null ? RowWeights.equal() : new RowWeights(weights);
  }
}
