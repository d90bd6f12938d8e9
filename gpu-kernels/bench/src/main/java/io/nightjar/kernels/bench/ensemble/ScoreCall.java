package io.nightjar.kernels.bench.ensemble;

import io.nightjar.kernels.bench.spec.Call;
import io.nightjar.kernels.bench.spec.Expected;
import io.nightjar.kernels.bench.spec.Peer;
import io.nightjar.kernels.block.ColumnBlock;
import io.nightjar.kernels.ensemble.EnsembleScore;
import io.nightjar.kernels.ensemble.TreeEnsemble;
import io.nightjar.kernels.ensemble.TreeNodes;
import io.nightjar.kernels.ensemble.TreeRows;
import java.util.Arrays;
import java.util.List;

/** Raw predictions; the peer walks each row down each tree. */
final class ScoreCall implements Call<EnsembleScore> {
  private final TreeEnsemble ensemble;
  private final ColumnBlock block;
  private final double[] out;

  ScoreCall(int rows, MadeEnsemble made) {
    ensemble = made.ensemble;
    block = made.block(rows);
    out = new double[rows];
  }

  @Override
  public void run(EnsembleScore implementation) {
    implementation.write(ensemble, TreeRows.of(block), out);
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
    double[] scores = new double[out.length];
    double[] bounds = new double[out.length];
    for (int i = 0; i < scores.length; i++) {
      scores[i] = MadeEnsemble.BASE;
      for (int tree = 0; tree < ensemble.trees(); tree++) {
        double value = ensemble.nodes().values()[leaf(tree, i)];
        scores[i] += value;
        // Sums may be float32 on a device that has no double precision.
        bounds[i] += Expected.sumError(ensemble.trees()) * Math.abs(value);
      }
    }
    return new Expected(scores, bounds);
  }

  @Override
  public List<Peer> peers() {
    return List.of(
        Peer.naive(
            () -> {
              for (int i = 0; i < out.length; i++) {
                double sum = MadeEnsemble.BASE;
                for (int tree = 0; tree < ensemble.trees(); tree++) {
                  sum += ensemble.nodes().values()[leaf(tree, i)];
                }
                out[i] = sum;
              }
            }));
  }

  private int leaf(int tree, int row) {
    TreeNodes nodes = ensemble.nodes();
    int start = ensemble.start(tree);
    int at = start;
    while (!nodes.leaf(at)) {
      float x = block.column(nodes.features()[at])[row];
      at = start + (MadeEnsemble.left(nodes, at, x) ? nodes.lefts()[at] : nodes.rights()[at]);
    }
    return at;
  }
}
