package io.nightjar.scorer.predict;

import io.nightjar.features.design.LinearDesign;
import io.nightjar.features.design.Precision;
import io.nightjar.kernels.Kernels;
import io.nightjar.kernels.block.ColumnBlock;
import io.nightjar.kernels.block.FeatureBlock;
import io.nightjar.kernels.cluster.Centroids;
import io.nightjar.kernels.cluster.ClusterSums;
import io.nightjar.kernels.cluster.RowWeights;
import io.nightjar.model.ClusterModel;
import io.nightjar.model.Link;
import java.util.Arrays;

/**
 * Three outputs a row: its cluster's number, its distance from that centroid, and from the next
 * nearest one (its own again where there is one cluster). A row that is too far off to be scaled
 * has infinite distances.
 */
final class ClusterPredictor implements Predictor {
  private static final int OUTPUTS = 3;

  private final ClusterModel model;
  private final LinearDesign design;
  private final RowEncoding encoding;
  private final Centroids centroids;

  ClusterPredictor(ClusterModel model) {
    this.model = model;
    this.design = LinearDesign.of(model.features());
    this.encoding = RowEncoding.of(design, model.signature(), Precision.FLOAT);
    this.centroids =
        new Centroids(model.centres().count(), model.centres().columns(), model.centres().values());
  }

  @Override
  public ClusterModel model() {
    return model;
  }

  @Override
  public Link link() {
    return Link.IDENTITY;
  }

  @Override
  public int outputs() {
    return OUTPUTS;
  }

  @Override
  public RowEncoding encoding() {
    return encoding;
  }

  @Override
  public void margins(Kernels kernels, FeatureBlock block, double[] out) {
    int rows = block.rows();
    boolean[] beyond = new boolean[rows];
    float[][] z = scaled((ColumnBlock) block, beyond);
    ClusterSums sums = ClusterSums.zero(rows, centroids);
    kernels.cluster().assign(new ColumnBlock(rows, z), centroids, RowWeights.equal(), sums);
    double[] own = new double[rows];
    double[] next = new double[rows];
    distances(z, sums.nearest(), own, next);
    for (int i = 0; i < rows; i++) {
      out[i] = sums.nearest()[i];
      out[rows + i] = beyond[i] ? Double.POSITIVE_INFINITY : Math.sqrt(own[i]);
      out[2 * rows + i] = beyond[i] ? Double.POSITIVE_INFINITY : Math.sqrt(next[i]);
    }
  }

  private float[][] scaled(ColumnBlock block, boolean[] beyond) {
    int rows = block.rows();
    float[][] z = new float[design.width()][rows];
    for (int j = 0; j < z.length; j++) {
      float[] x = block.column(j);
      if (model.scaling().apply(j, x, rows, z[j]) >= 0) {
        for (int i = 0; i < rows; i++) {
          beyond[i] |= Float.isInfinite((float) model.scaling().apply(j, x[i]));
        }
      }
    }
    return z;
  }

  /** Squared distances in float64, each summed over the columns in their order. */
  private void distances(float[][] z, int[] nearest, double[] own, double[] next) {
    int rows = own.length;
    double[] squares = new double[rows];
    Arrays.fill(next, Double.POSITIVE_INFINITY);
    for (int c = 0; c < centroids.count(); c++) {
      Arrays.fill(squares, 0);
      for (int j = 0; j < z.length; j++) {
        addSquares(z[j], centroids.values()[c * z.length + j], squares);
      }
      for (int i = 0; i < rows; i++) {
        if (nearest[i] == c) {
          own[i] = squares[i];
        } else {
          next[i] = Math.min(next[i], squares[i]);
        }
      }
    }
    for (int i = 0; i < rows; i++) {
      // The search rounds otherwise, so that the farther of two by a rounding may be its own.
      next[i] = centroids.count() == 1 ? own[i] : Math.max(next[i], own[i]);
    }
  }

  private static void addSquares(float[] z, double centroid, double[] squares) {
    for (int i = 0; i < squares.length; i++) {
      double difference = z[i] - centroid;
      squares[i] = Math.fma(difference, difference, squares[i]);
    }
  }
}
