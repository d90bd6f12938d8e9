package io.nightjar.kernels.bench.linear;

import io.nightjar.kernels.bench.data.Blas;
import io.nightjar.kernels.bench.data.MadeData;
import io.nightjar.kernels.bench.spec.Call;
import io.nightjar.kernels.bench.spec.Expected;
import io.nightjar.kernels.bench.spec.Peer;
import io.nightjar.kernels.block.ColumnBlock;
import io.nightjar.kernels.linear.GlmTarget;
import io.nightjar.kernels.linear.Gram;
import java.util.Arrays;
import java.util.List;

/**
 * The Gram matrix of (x, 1, y). To BLAS it is dsyrk over a float64 matrix that holds the 1 and the
 * label already, so the peer neither widens nor shifts: its work is a part of ours. VectorBLAS has
 * no vectors for dsyrk, so dgemm, which computes both halves, is its better way.
 */
final class GramCall implements Call<Gram> {
  private final ColumnBlock block;
  private final GlmTarget target;
  private final double[] shift;
  private final double[] out;

  GramCall(int rows, int columns) {
    MadeData made = new MadeData(20261128);
    block = made.block(rows, columns);
    target = GlmTarget.unweighted(made.labels(rows));
    shift = new double[columns];
    out = new double[Gram.packedLength(columns)];
  }

  @Override
  public void run(Gram implementation) {
    Arrays.fill(out, 0);
    implementation.add(block, target, shift, out);
  }

  @Override
  public void spoil() {
    Arrays.fill(out, Double.NaN);
  }

  @Override
  public double[] results() {
    return out;
  }

  @Override
  public Expected expected() {
    double[][] z = design();
    double[] sums = new double[out.length];
    double[] bounds = new double[out.length];
    int at = 0;
    for (int j = 0; j < z.length; j++) {
      for (int i = 0; i <= j; i++, at++) {
        double size = 0;
        for (int row = 0; row < block.rows(); row++) {
          sums[at] += z[i][row] * z[j][row];
          size += Math.abs(z[i][row] * z[j][row]);
        }
        bounds[at] = size * Expected.sumError(block.rows());
      }
    }
    return new Expected(sums, bounds);
  }

  @Override
  public List<Peer> peers() {
    int n = block.rows();
    double[][] z = design();
    int p = z.length;
    double[] all = new double[n * p];
    for (int j = 0; j < p; j++) {
      System.arraycopy(z[j], 0, all, j * n, n);
    }
    double[] square = new double[p * p];
    return List.of(
        Peer.whole(
            Blas.name("dgemm"),
            () -> {
              Blas.here().dgemm("T", "N", p, p, n, 1, all, n, all, n, 0, square, p);
              pack(square, p);
            }),
        Peer.whole(
            Blas.name("dsyrk"),
            () -> {
              Blas.here().dsyrk("U", "T", p, n, 1, all, n, 0, square, p);
              pack(square, p);
            }));
  }

  private void pack(double[] square, int p) {
    for (int j = 0; j < p; j++) {
      System.arraycopy(square, j * p, out, j * (j + 1) / 2, j + 1);
    }
  }

  /** Columns of x, then 1, then the label. */
  private double[][] design() {
    int d = block.columns();
    double[][] z = new double[d + 2][];
    for (int j = 0; j < d; j++) {
      z[j] = MadeData.widened(block.column(j));
    }
    z[d] = new double[block.rows()];
    Arrays.fill(z[d], 1);
    z[d + 1] = target.labels();
    return z;
  }
}
