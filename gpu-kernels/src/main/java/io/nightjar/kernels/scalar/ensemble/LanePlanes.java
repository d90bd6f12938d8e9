package io.nightjar.kernels.scalar.ensemble;

import io.nightjar.kernels.block.BinnedBlock;
import io.nightjar.kernels.ensemble.CutScale;
import io.nightjar.kernels.ensemble.KeyPlane;
import io.nightjar.kernels.ensemble.TreeEnsemble;
import io.nightjar.kernels.ensemble.TreeNodes;
import io.nightjar.kernels.ensemble.WalkPlan;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What the steps of lane trees look at: planes of one byte a row, 0..127 in its low seven bits. A
 * numeric plane has the ranks of a feature among its cuts from cut 127·s on, limited to 0..127, so
 * that a feature with more cuts has more planes; a missing value is 0 or 127 there, less or greater
 * than every cut. A categorical plane has 0 where a row goes left at a set of categories, and 127
 * where right.
 */
final class LanePlanes {
  /** Greatest value of a plane, and cuts that one plane tells apart. */
  static final int TOP = 127;

  /** Beyond it a tile of rows is too large for the caches. */
  static final int MOST = 4096;

  private final TreeNodes nodes;
  private final TreeEnsemble ensemble;
  private final CutScale scale;
  private final Map<Integer, int[]> cuts = new TreeMap<>();
  private final Map<List<Object>, Integer> numbers = new HashMap<>();
  private final List<Plane> planes = new ArrayList<>();

  /**
   * A plane.
   *
   * @param first number of the first cut; of no meaning with a set
   * @param set the categories that go left; null where numeric
   */
  record Plane(KeyPlane keys, int first, long[] set) {
    /** Whether a missing value's rank has its sign left out, and so is beyond every cut. */
    boolean missingIsGreatest() {
      return keys.missing() == Integer.MAX_VALUE;
    }
  }

  LanePlanes(TreeEnsemble ensemble, CutScale scale, boolean[] trees) {
    this.ensemble = ensemble;
    this.nodes = ensemble.nodes();
    this.scale = scale;
    Map<Integer, TreeSet<Integer>> found = new TreeMap<>();
    for (int tree = 0; tree < trees.length; tree++) {
      for (int at = ensemble.start(tree); trees[tree] && at < nodes.starts()[tree + 1]; at++) {
        if (!nodes.leaf(at) && nodes.set(at) == null) {
          found
              .computeIfAbsent(nodes.features()[at], f -> new TreeSet<>())
              .add(WalkPlan.cut(ensemble, scale, at));
        }
      }
    }
    found.forEach((f, keys) -> cuts.put(f, keys.stream().mapToInt(Integer::intValue).toArray()));
  }

  /** Writes a split's plane and cut into a step. */
  void look(int at, int[] steps, int step) {
    KeyPlane keys = KeyPlane.of(nodes, at);
    long[] set = nodes.set(at);
    if (set != null) {
      steps[step] =
          number(
              new Plane(keys, 0, set), List.of(keys, Arrays.hashCode(set), Arrays.toString(set)));
      steps[step + 1] = 0;
      return;
    }
    int rank = Arrays.binarySearch(cuts.get(keys.feature()), WalkPlan.cut(ensemble, scale, at));
    int first = rank / TOP * TOP;
    steps[step] = number(new Plane(keys, first, null), List.of(keys, first));
    steps[step + 1] = rank - first;
  }

  private int number(Plane plane, List<Object> key) {
    Integer known = numbers.get(key);
    if (known != null) {
      return known;
    }
    planes.add(plane);
    numbers.put(key, planes.size() - 1);
    return planes.size() - 1;
  }

  /** All planes, by number. */
  List<Plane> planes() {
    return planes;
  }

  /** A feature's cuts by rank; null where it has none. */
  int[] cuts(int feature) {
    return cuts.get(feature);
  }

  /** The ranks of all bins among a feature's cuts. */
  int[] binRanks(int feature) {
    int[] sorted = cuts.get(feature);
    int[] ranks = new int[BinnedBlock.SLOTS];
    int rank = 0;
    for (int bin = 0; bin < BinnedBlock.MISSING; bin++) {
      while (rank < sorted.length && sorted[rank] < bin) {
        rank++;
      }
      ranks[bin] = rank;
    }
    ranks[BinnedBlock.MISSING] = Quantiser.MISSING;
    return ranks;
  }
}
