package io.nightjar.kernels.bench.factor;

import io.nightjar.kernels.bench.data.MadeData;
import io.nightjar.kernels.bench.spec.Call;
import io.nightjar.kernels.bench.spec.Expected;
import io.nightjar.kernels.bench.spec.Peer;
import io.nightjar.kernels.factor.CholeskySolve;
import java.util.Arrays;
import java.util.List;

/** Many small systems; the peer is the textbook's loop, in float64 as all are. */
final class CholeskyCall implements Call<CholeskySolve> {
  private static final double SHARE = 1e-10;

  private final int order;
  private final double[] a;
  private final double[] b;
  private final double[] x;

  CholeskyCall(int systems, int order) {
    this.order = order;
    MadeData made = new MadeData(20261202);
    int packed = CholeskySolve.packedLength(order);
    a = made.doubles(systems * packed, 1);
    b = made.doubles(systems * order, 1);
    x = new double[systems * order];
    for (int system = 0; system < systems; system++) {
      for (int i = 0; i < order; i++) {
        a[system * packed + at(i, i)] += 4.0 * order;
      }
    }
  }

  private static int at(int i, int j) {
    return i * (i + 1) / 2 + j;
  }

  @Override
  public void run(CholeskySolve implementation) {
    int[] failed = implementation.solve(order, a, b, x);
    if (failed.length > 0) {
      throw new IllegalStateException("system " + failed[0] + " counts as not positive definite");
    }
  }

  @Override
  public void spoil() {
    Arrays.fill(x, Double.NaN);
  }

  @Override
  public double[] results() {
    return x;
  }

  @Override
  public Expected expected() {
    double[] solutions = new double[x.length];
    solve(solutions);
    return Expected.within(solutions, SHARE);
  }

  @Override
  public List<Peer> peers() {
    return List.of(Peer.naive(() -> solve(x)));
  }

  private void solve(double[] into) {
    int packed = CholeskySolve.packedLength(order);
    double[] l = new double[packed];
    double[] y = new double[order];
    for (int system = 0; system < into.length / order; system++) {
      factor(system * packed, l);
      for (int i = 0; i < order; i++) {
        double sum = b[system * order + i];
        for (int j = 0; j < i; j++) {
          sum -= l[at(i, j)] * y[j];
        }
        y[i] = sum / l[at(i, i)];
      }
      for (int i = order - 1; i >= 0; i--) {
        double sum = y[i];
        for (int j = i + 1; j < order; j++) {
          sum -= l[at(j, i)] * into[system * order + j];
        }
        into[system * order + i] = sum / l[at(i, i)];
      }
    }
  }

  private void factor(int from, double[] l) {
    for (int i = 0; i < order; i++) {
      for (int j = 0; j <= i; j++) {
        double sum = a[from + at(i, j)];
        for (int k = 0; k < j; k++) {
          sum -= l[at(i, k)] * l[at(j, k)];
        }
        l[at(i, j)] = i == j ? Math.sqrt(sum) : sum / l[at(j, j)];
      }
    }
  }
}
