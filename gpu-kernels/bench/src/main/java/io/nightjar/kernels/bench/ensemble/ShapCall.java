package io.nightjar.kernels.bench.ensemble;

import io.nightjar.kernels.bench.spec.Call;
import io.nightjar.kernels.bench.spec.Expected;
import io.nightjar.kernels.bench.spec.Peer;
import io.nightjar.kernels.block.ColumnBlock;
import io.nightjar.kernels.ensemble.TreeEnsemble;
import io.nightjar.kernels.ensemble.TreeRows;
import io.nightjar.kernels.ensemble.TreeShap;
import java.util.Arrays;
import java.util.List;

/** SHAP values; the peer is the published algorithm, as XGBoost and LightGBM have it on a CPU. */
final class ShapCall implements Call<TreeShap> {
  /** Products of float32 shares on devices without double precision. */
  private static final double SHARE = 1e-4;

  private final TreeEnsemble ensemble;
  private final ColumnBlock block;
  private final double[] out;

  ShapCall(int rows, MadeEnsemble made) {
    ensemble = made.ensemble;
    block = made.block(rows);
    out = new double[(made.columns + 1) * rows];
  }

  @Override
  public void run(TreeShap implementation) {
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
    double[] values = new double[out.length];
    new PathShap(ensemble, block).write(values);
    return Expected.within(values, SHARE);
  }

  @Override
  public List<Peer> peers() {
    PathShap published = new PathShap(ensemble, block);
    return List.of(Peer.whole("published loop", () -> published.write(out)));
  }
}
