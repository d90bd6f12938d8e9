package io.nightjar.kernels.bench.linear;

import io.nightjar.kernels.bench.data.Blas;
import io.nightjar.kernels.bench.data.MadeData;
import io.nightjar.kernels.bench.spec.Call;
import io.nightjar.kernels.bench.spec.Expected;
import io.nightjar.kernels.bench.spec.Peer;
import io.nightjar.kernels.block.ColumnBlock;
import io.nightjar.kernels.linear.Margins;
import java.util.Arrays;
import java.util.List;

/** The margins of one class; to BLAS a float32 product X·β, where ours are float64 sums. */
final class MarginsCall implements Call<Margins> {
  private final ColumnBlock block;
  private final double[] coefficients;
  private final double[] out;

  MarginsCall(int rows, int columns) {
    MadeData made = new MadeData(20261127);
    block = made.block(rows, columns);
    coefficients = made.doubles(columns + 1, 1);
    out = new double[rows];
  }

  @Override
  public void run(Margins implementation) {
    implementation.write(block, 1, coefficients, out);
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
    int d = block.columns();
    double[] margins = new double[block.rows()];
    double[] bounds = new double[block.rows()];
    for (int i = 0; i < margins.length; i++) {
      margins[i] = coefficients[d];
      double size = Math.abs(coefficients[d]);
      for (int j = 0; j < d; j++) {
        margins[i] += coefficients[j] * block.column(j)[i];
        size += Math.abs(coefficients[j] * block.column(j)[i]);
      }
      bounds[i] = size * Expected.sumError(d);
    }
    return new Expected(margins, bounds);
  }

  @Override
  public List<Peer> peers() {
    int n = block.rows();
    int d = block.columns();
    float[] x = MadeData.columnMajor(block);
    float[] beta = MadeData.narrowed(coefficients);
    float[] margins = new float[n];
    return List.of(
        Peer.whole(
            Blas.name("sgemv"),
            () -> {
              Blas.here().sgemv("N", n, d, 1, x, n, beta, 1, 0, margins, 1);
              for (int i = 0; i < n; i++) {
                out[i] = margins[i] + coefficients[d];
              }
            }));
  }
}
