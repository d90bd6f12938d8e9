package io.nightjar.kernels.scalar.ensemble;

import io.nightjar.kernels.ensemble.CutScale;
import io.nightjar.kernels.ensemble.KeyPlane;
import io.nightjar.kernels.ensemble.TreeEnsemble;
import io.nightjar.kernels.ensemble.TreeNodes;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** An ensemble's lane trees, and how a tile of rows becomes the planes that they look at. */
final class LanePlan {
  /** [trees]; null where a tree is walked. */
  final LaneTree[] trees;

  /** Planes by number. */
  final List<LanePlanes.Plane> planes;

  /** What rows of one feature become. */
  final List<Source> sources;

  /** Slots that the trees use. */
  final int slots;

  /** Whether any tree is walked. */
  final boolean walks;

  /**
   * One feature's numbers or categories, and the planes made of them.
   *
   * @param keys of categories
   * @param quantiser of raw numbers; null for bins and categories
   * @param binRanks of bins; null else
   */
  record Source(KeyPlane keys, Quantiser quantiser, int[] binRanks, List<Integer> planes) {}

  private LanePlan(LaneTree[] trees, LanePlanes all, CutScale scale) {
    this.trees = trees;
    this.planes = all.planes();
    this.sources = sources(all, scale);
    int most = 1;
    boolean walked = false;
    for (LaneTree tree : trees) {
      walked |= tree == null;
      most = tree == null ? most : Math.max(most, tree.slots());
    }
    this.slots = most;
    this.walks = walked;
  }

  /** The plan of an ensemble for rows on a scale; made once. */
  static LanePlan of(TreeEnsemble ensemble, CutScale scale) {
    return ensemble.plan(
        List.of(LanePlan.class, scale), LanePlan.class, () -> make(ensemble, scale));
  }

  private static LanePlan make(TreeEnsemble ensemble, CutScale scale) {
    TreeNodes nodes = ensemble.nodes();
    boolean[] fit = new boolean[ensemble.trees()];
    for (int tree = 0; tree < fit.length; tree++) {
      fit[tree] = LaneTree.leaves(nodes, tree) <= LaneTree.MOST_LEAVES;
    }
    LanePlanes planes = new LanePlanes(ensemble, scale, fit);
    LaneTree[] trees = new LaneTree[fit.length];
    for (int tree = 0; tree < fit.length; tree++) {
      trees[tree] = fit[tree] ? LaneTreeWriter.write(ensemble, tree, planes) : null;
    }
    return planes.planes().size() <= LanePlanes.MOST
        ? new LanePlan(trees, planes, scale)
        : new LanePlan(
            new LaneTree[fit.length],
            new LanePlanes(ensemble, scale, new boolean[fit.length]),
            scale);
  }

  private static List<Source> sources(LanePlanes all, CutScale scale) {
    Map<List<Object>, List<Integer>> byFeature = new LinkedHashMap<>();
    for (int p = 0; p < all.planes().size(); p++) {
      KeyPlane keys = all.planes().get(p).keys();
      boolean category = keys.kind() == KeyPlane.Kind.CATEGORY;
      byFeature
          .computeIfAbsent(
              category ? List.of(keys) : List.of(keys.feature()), k -> new ArrayList<>())
          .add(p);
    }
    List<Source> sources = new ArrayList<>();
    for (List<Integer> planes : byFeature.values()) {
      KeyPlane keys = all.planes().get(planes.get(0)).keys();
      int feature = keys.feature();
      boolean ranked = keys.kind() == KeyPlane.Kind.NUMBER;
      boolean bins = scale == CutScale.BINS;
      sources.add(
          new Source(
              keys,
              ranked && !bins ? new Quantiser(all.cuts(feature)) : null,
              ranked && bins ? all.binRanks(feature) : null,
              planes));
    }
    return sources;
  }
}
