package io.nightjar.kernels.bench.linear;

import io.nightjar.kernels.bench.data.Blas;
import io.nightjar.kernels.bench.data.MadeData;
import io.nightjar.kernels.bench.spec.Call;
import io.nightjar.kernels.bench.spec.Expected;
import io.nightjar.kernels.bench.spec.Peer;
import io.nightjar.kernels.block.ColumnBlock;
import io.nightjar.kernels.linear.GlmGradient;
import io.nightjar.kernels.linear.GlmLoss;
import io.nightjar.kernels.linear.GlmTarget;
import java.util.List;

/**
 * The logistic gradient. BLAS's share of it is the margins X·β and the sums Xᵀ·s; the loss between
 * them is a plain loop.
 */
final class GradientCall implements Call<GlmGradient> {
  private final ColumnBlock block;
  private final GlmTarget target;
  private final double[] coefficients;
  private final GradientSums sums;

  GradientCall(int rows, int columns) {
    MadeData made = new MadeData(20261126);
    block = made.block(rows, columns);
    target = GlmTarget.unweighted(made.labels(rows));
    coefficients = made.doubles(columns + 1, 1 / Math.sqrt(columns));
    sums = new GradientSums(columns + 1);
  }

  @Override
  public void run(GlmGradient implementation) {
    sums.clear();
    sums.loss = implementation.add(GlmLoss.LOGISTIC, 1, block, target, coefficients, sums.gradient);
  }

  @Override
  public void spoil() {
    sums.spoil();
  }

  @Override
  public double[] results() {
    return sums.results();
  }

  @Override
  public Expected expected() {
    int d = block.columns();
    double[] values = new double[d + 2];
    double[] bounds = new double[d + 2];
    double roundings = Expected.sumError(block.rows());
    for (int i = 0; i < block.rows(); i++) {
      double margin = coefficients[d];
      double size = Math.abs(margin);
      for (int j = 0; j < d; j++) {
        margin += coefficients[j] * block.column(j)[i];
        size += Math.abs(coefficients[j] * block.column(j)[i]);
      }
      double y = target.labels()[i];
      double slope = 1 / (1 + Math.exp(-margin)) - y;
      double slopeError = size * Expected.sumError(d) / 4 + 8 * Expected.ROUNDING;
      for (int j = 0; j <= d; j++) {
        double x = j == d ? 1 : block.column(j)[i];
        values[j] += slope * x;
        bounds[j] += Math.abs(slope * x) * roundings + Math.abs(x) * slopeError;
      }
      double rowLoss = Math.log1p(Math.exp(-Math.abs(margin))) + Math.max(margin, 0) - y * margin;
      values[d + 1] += rowLoss;
      bounds[d + 1] += rowLoss * roundings + size * Expected.sumError(d);
    }
    return new Expected(values, bounds);
  }

  @Override
  public List<Peer> peers() {
    Work work = new Work();
    return List.of(
        Peer.part(Blas.name("2 sgemv"), work::products),
        Peer.whole(Blas.name() + " + loop", work::all));
  }

  /** Two matrix products and a loop. */
  private final class Work {
    private final int n = block.rows();
    private final int d = block.columns();
    private final float[] x = MadeData.columnMajor(block);
    private final float[] beta = MadeData.narrowed(coefficients);
    private final float[] margins = new float[n];
    private final float[] slopes = new float[n];
    private final float[] products = new float[d];

    void all() {
      margins();
      double slopeSum = 0;
      sums.loss = 0;
      for (int i = 0; i < n; i++) {
        double margin = margins[i] + coefficients[d];
        double y = target.labels()[i];
        double exp = Math.exp(-Math.abs(margin));
        double p = (margin >= 0 ? 1 : exp) / (1 + exp);
        sums.loss += Math.log1p(exp) + Math.max(margin, 0) - y * margin;
        slopes[i] = (float) (p - y);
        slopeSum += p - y;
      }
      sums();
      for (int j = 0; j < d; j++) {
        sums.gradient[j] = products[j];
      }
      sums.gradient[d] = slopeSum;
    }

    void products() {
      margins();
      sums();
    }

    private void margins() {
      Blas.here().sgemv("N", n, d, 1, x, n, beta, 1, 0, margins, 1);
    }

    private void sums() {
      Blas.here().sgemv("T", n, d, 1, x, n, slopes, 1, 0, products, 1);
    }
  }
}
