package io.nightjar.kernels.scalar.ensemble;

import io.nightjar.kernels.ensemble.TreeEnsemble;
import io.nightjar.kernels.ensemble.TreeRows;
import java.util.Arrays;

/** A tile of rows on its way through an ensemble. */
final class ScoreTile {
  private static final int PER_WORD = LaneLoops.PER_WORD;

  private final LaneLoops loops;
  private final TreeEnsemble ensemble;
  private final TreeRows rows;
  private final LanePlan plan;
  private final TreeWalk walk;
  private final int[] ranks;
  private final ByteRanks bytes;
  private final long[] none;
  private final long[][] planes;
  private final long[][] slots;
  private final double[][] sums;

  ScoreTile(LaneLoops loops, TreeEnsemble ensemble, TreeRows rows) {
    this.loops = loops;
    this.ensemble = ensemble;
    this.rows = rows;
    this.plan = LanePlan.of(ensemble, rows.scale());
    int most = Math.min(rows.rows(), LaneLoops.TILE);
    this.walk = plan.walks ? new TreeWalk(ensemble, rows, most) : null;
    // Whole spans, so that loops need not look where the last row is.
    int span = loops.span() * PER_WORD;
    int room = (most + span - 1) / span * span;
    this.ranks = new int[room];
    this.bytes = new ByteRanks(new long[room / PER_WORD], new long[room / PER_WORD]);
    this.none = new long[room / PER_WORD];
    this.planes = new long[plan.planes.size()][room / PER_WORD];
    this.slots = new long[plan.slots + 1][loops.span()];
    this.sums = new double[ensemble.outputs()][room];
  }

  void writeAll(double[] out) {
    int n = rows.rows();
    for (int from = 0; from < n; from += LaneLoops.TILE) {
      int count = Math.min(LaneLoops.TILE, n - from);
      load(from, count);
      for (int o = 0; o < sums.length; o++) {
        Arrays.fill(sums[o], ensemble.base(o));
      }
      addTrees(count);
      for (int o = 0; o < sums.length; o++) {
        System.arraycopy(sums[o], 0, out, o * n + from, count);
      }
    }
  }

  private void load(int from, int count) {
    if (walk != null) {
      walk.load(rows, from, count);
    }
    int words = (count + PER_WORD - 1) / PER_WORD;
    for (LanePlan.Source source : plan.sources) {
      if (source.quantiser() != null && source.quantiser().inBytes()) {
        packBytes(source, from, count, words);
      } else {
        pack(source, from, count, words);
      }
    }
  }

  private void packBytes(LanePlan.Source source, int from, int count, int words) {
    float[] numbers = rows.numbers(source.keys().feature());
    source.quantiser().bytes(loops, numbers, from, count, bytes);
    for (int p : source.planes()) {
      LanePlanes.Plane plane = plan.planes.get(p);
      long[] greatest = plane.missingIsGreatest() ? bytes.missing() : none;
      loops.pack(bytes.ranks(), greatest, plane.first(), planes[p], words);
    }
  }

  private void pack(LanePlan.Source source, int from, int count, int words) {
    int feature = source.keys().feature();
    if (source.quantiser() != null) {
      source.quantiser().ranks(rows.numbers(feature), from, count, ranks);
    } else if (source.binRanks() != null) {
      binRanks(source.binRanks(), rows.bins(feature), from, count);
    } else {
      rows.keys(source.keys(), from, count, ranks);
    }
    for (int p : source.planes()) {
      LanePlanes.Plane plane = plan.planes.get(p);
      if (plane.set() == null) {
        int keep = plane.missingIsGreatest() ? Integer.MAX_VALUE : -1;
        loops.pack(ranks, keep, plane.first(), planes[p], words);
      } else {
        packSet(plane.set(), planes[p], words);
      }
    }
  }

  private void binRanks(int[] rankOf, byte[] bins, int from, int count) {
    for (int i = 0; i < count; i++) {
      ranks[i] = rankOf[bins[from + i] & 0xff];
    }
  }

  /** The lowest byte of a plane where a row's category is in the set, the greatest where not. */
  private void packSet(long[] set, long[] plane, int words) {
    for (int w = 0; w < words; w++) {
      long word = 0;
      for (int b = 0; b < PER_WORD; b++) {
        int key = ranks[PER_WORD * w + b];
        boolean left = key < 0 || key >> 6 < set.length && (set[key >> 6] >>> key & 1) != 0;
        word |= (left ? 0x80L : 0xffL) << (Byte.SIZE * b);
      }
      plane[w] = word;
    }
  }

  private void addTrees(int count) {
    if (walk == null) {
      int span = loops.span();
      for (int word = 0; word * PER_WORD < count; word += span) {
        int words = Math.min(span, (count + PER_WORD - 1) / PER_WORD - word);
        for (int tree = 0; tree < plan.trees.length; tree++) {
          addLanes(tree, word, words);
        }
      }
      return;
    }
    for (int tree = 0; tree < plan.trees.length; tree++) {
      if (plan.trees[tree] == null) {
        walk.add(tree, count, sums[ensemble.outputOf(tree)]);
      } else {
        int span = loops.span();
        for (int word = 0; word * PER_WORD < count; word += span) {
          addLanes(tree, word, Math.min(span, (count + PER_WORD - 1) / PER_WORD - word));
        }
      }
    }
  }

  private void addLanes(int tree, int word, int words) {
    LaneTree lanes = plan.trees[tree];
    double[] into = sums[ensemble.outputOf(tree)];
    if (lanes.steps().length == 0) {
      addLeaf(lanes.leaves()[0], into, word * PER_WORD, words * PER_WORD);
      return;
    }
    loops.run(lanes, planes, word, words, slots);
    addLeaves(slots[0], words, lanes.leaves(), into, word * PER_WORD);
  }

  private static void addLeaf(double value, double[] sums, int from, int count) {
    for (int i = from; i < from + count; i++) {
      sums[i] += value;
    }
  }

  private static void addLeaves(
      long[] numbers, int words, double[] leaves, double[] sums, int from) {
    for (int w = 0; w < words; w++) {
      long word = numbers[w];
      int i = from + PER_WORD * w;
      sums[i] += leaves[(int) word & 0xff];
      sums[i + 1] += leaves[(int) (word >>> 8) & 0xff];
      sums[i + 2] += leaves[(int) (word >>> 16) & 0xff];
      sums[i + 3] += leaves[(int) (word >>> 24) & 0xff];
      sums[i + 4] += leaves[(int) (word >>> 32) & 0xff];
      sums[i + 5] += leaves[(int) (word >>> 40) & 0xff];
      sums[i + 6] += leaves[(int) (word >>> 48) & 0xff];
      sums[i + 7] += leaves[(int) (word >>> 56)];
    }
  }
}
