package io.nightjar.kernels.scalar.ensemble.shap;

import io.nightjar.kernels.ensemble.CutScale;
import io.nightjar.kernels.ensemble.TreeEnsemble;
import io.nightjar.kernels.ensemble.TreeRows;
import io.nightjar.kernels.ensemble.TreeShap;
import io.nightjar.kernels.ensemble.WalkPlan;
import io.nightjar.kernels.ensemble.shap.ShapPlan;
import java.util.Arrays;

/** SHAP values of a tile of rows at a time, all of them at the same edge of the same tree. */
public final class TiledShap implements TreeShap {
  /** Doubles that a tile may have for products and sums: 16 MiB. */
  private static final int ROOM = 1 << 21;

  /** Values of any ensemble that has covers. */
  public TiledShap() {}

  @Override
  public void write(TreeEnsemble ensemble, TreeRows rows, double[] out) {
    ShapPlan plan = ShapPlan.of(ensemble);
    int n = rows.rows();
    int results = ensemble.outputs() * (ensemble.features() + 1);
    int most = tileRows(plan, n);
    ShapTile tile = new ShapTile(most, plan.depth(), plan.mostPoints(), results);
    TreeDecisions decisions = new TreeDecisions(WalkPlan.of(ensemble, CutScale.NUMBERS), most);
    for (int from = 0; from < n; from += most) {
      int count = Math.min(most, n - from);
      decisions.load(rows, from, count);
      for (double[] phi : tile.phi) {
        Arrays.fill(phi, 0);
      }
      for (int tree = 0; tree < ensemble.trees(); tree++) {
        add(ensemble, plan, tree, tile, decisions);
      }
      expectations(ensemble, plan, tile);
      for (int r = 0; r < results; r++) {
        System.arraycopy(tile.phi[r], 0, out, r * n + from, count);
      }
    }
  }

  private static int tileRows(ShapPlan plan, int rows) {
    int perRow = Math.max(1, 2 * (plan.depth() + 1) * Math.max(1, plan.mostPoints()));
    int most = Math.max(1, Math.min(Math.min(ShapLoops.ROWS, rows), ROOM / perRow));
    return (most + ShapTile.LANES - 1) / ShapTile.LANES * ShapTile.LANES;
  }

  private static void add(
      TreeEnsemble ensemble, ShapPlan plan, int tree, ShapTile tile, TreeDecisions decisions) {
    ShapEdge edge = new ShapEdge(plan);
    edge.enter(tree, ensemble.outputOf(tree) * (ensemble.features() + 1));
    for (int k = 0; k < edge.points; k++) {
      Arrays.fill(tile.products[0][k], plan.weights(tree)[k]);
      Arrays.fill(tile.sums[0][k], 0);
    }
    int[] events = plan.events();
    for (int at = plan.eventStarts()[tree]; at < plan.eventStarts()[tree + 1]; at++) {
      if (events[at] < 0) {
        edge.moveTo(~events[at]);
        ShapLoops.up(tile, edge);
        continue;
      }
      edge.moveTo(events[at]);
      decisions.follow(edge, tile.followed[edge.before], tile.followed[edge.depth]);
      if (edge.toLeaf()) {
        ShapLoops.leaf(tile, edge);
      } else {
        ShapLoops.down(tile, edge);
      }
    }
  }

  private static void expectations(TreeEnsemble ensemble, ShapPlan plan, ShapTile tile) {
    int stride = ensemble.features() + 1;
    for (int o = 0; o < ensemble.outputs(); o++) {
      Arrays.fill(tile.phi[o * stride + ensemble.features()], plan.expectation(o));
    }
  }
}
