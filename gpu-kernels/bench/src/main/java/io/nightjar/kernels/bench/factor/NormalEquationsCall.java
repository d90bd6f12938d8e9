package io.nightjar.kernels.bench.factor;

import io.nightjar.kernels.bench.data.MadeData;
import io.nightjar.kernels.bench.spec.Call;
import io.nightjar.kernels.bench.spec.Expected;
import io.nightjar.kernels.bench.spec.Peer;
import io.nightjar.kernels.factor.CholeskySolve;
import io.nightjar.kernels.factor.FactorLists;
import io.nightjar.kernels.factor.FactorMatrix;
import io.nightjar.kernels.factor.NormalEquations;
import java.util.Arrays;
import java.util.List;

/** A system a user over as many rated items each, in float64 as all are; the peer is a loop. */
final class NormalEquationsCall implements Call<NormalEquations> {
  private static final double SHARE = 1e-10;

  private final FactorMatrix factors;
  private final FactorLists lists;
  private final double[] a;
  private final double[] b;

  NormalEquationsCall(int systems, int entries, int rank) {
    MadeData made = new MadeData(20261203);
    int items = Math.max(1, systems);
    factors = new FactorMatrix(items, rank, made.floats(items * rank));
    int[] offsets = new int[systems + 1];
    Arrays.setAll(offsets, s -> s * entries);
    int[] rows = new int[systems * entries];
    Arrays.setAll(rows, t -> made.random().nextInt(items));
    lists = new FactorLists(offsets, rows, made.floats(rows.length), made.floats(rows.length));
    a = new double[systems * CholeskySolve.packedLength(rank)];
    b = new double[systems * rank];
  }

  @Override
  public void run(NormalEquations implementation) {
    Arrays.fill(a, 0);
    Arrays.fill(b, 0);
    implementation.add(factors, lists, a, b);
  }

  @Override
  public void spoil() {
    Arrays.fill(a, Double.NaN);
    Arrays.fill(b, Double.NaN);
  }

  @Override
  public double[] results() {
    return joined(a, b);
  }

  @Override
  public Expected expected() {
    double[] matrices = new double[a.length];
    double[] targets = new double[b.length];
    add(matrices, targets);
    return Expected.within(joined(matrices, targets), SHARE);
  }

  @Override
  public List<Peer> peers() {
    return List.of(
        Peer.naive(
            () -> {
              Arrays.fill(a, 0);
              Arrays.fill(b, 0);
              add(a, b);
            }));
  }

  private void add(double[] matrices, double[] targets) {
    int rank = factors.rank();
    int packed = CholeskySolve.packedLength(rank);
    float[] v = factors.values();
    for (int system = 0; system < lists.systems(); system++) {
      for (int t = lists.offsets()[system]; t < lists.offsets()[system + 1]; t++) {
        int row = lists.rows()[t] * rank;
        int at = system * packed;
        for (int i = 0; i < rank; i++) {
          double scaled = (double) lists.weights()[t] * v[row + i];
          for (int j = 0; j <= i; j++) {
            matrices[at++] += scaled * v[row + j];
          }
          targets[system * rank + i] += (double) lists.targets()[t] * v[row + i];
        }
      }
    }
  }

  private static double[] joined(double[] first, double[] second) {
    double[] all = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, all, first.length, second.length);
    return all;
  }
}
