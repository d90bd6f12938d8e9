package io.nightjar.kernels.simd.cluster;

import static io.nightjar.kernels.simd.lanes.VectorFloats.all;
import static io.nightjar.kernels.simd.lanes.VectorFloats.blend;
import static io.nightjar.kernels.simd.lanes.VectorFloats.fma;
import static io.nightjar.kernels.simd.lanes.VectorFloats.less;
import static io.nightjar.kernels.simd.lanes.VectorFloats.load;
import static io.nightjar.kernels.simd.lanes.VectorFloats.store;
import static io.nightjar.kernels.simd.lanes.VectorFloats.sub;

import io.nightjar.kernels.scalar.cluster.ClusterLoops.NearestSearch;
import io.nightjar.kernels.scalar.cluster.RowSpan;
import io.nightjar.kernels.scalar.cluster.ShiftedCentroids;
import io.nightjar.kernels.simd.lanes.VectorFloats;
import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;

/**
 * Scores of 16 rows against four centroids at a time, eight sums in registers. A span's rows are
 * laid out in panels of 16, so that a panel's columns follow each other.
 */
final class VectorSearch implements NearestSearch {
  private static final int LANES = VectorFloats.COUNT;
  private static final int PANEL = 2 * LANES;
  private static final int GROUP = ShiftedCentroids.GROUP;

  private final ShiftedCentroids centroids;
  private final int stride;
  private final float[] panels;
  private final float[] least = new float[RowSpan.ROWS];
  private final float[] second = new float[RowSpan.ROWS];
  private final float[] index = new float[RowSpan.ROWS];
  private final float[] scores = new float[GROUP * PANEL];

  VectorSearch(ShiftedCentroids centroids) {
    this.centroids = centroids;
    this.stride = centroids.stride();
    this.panels = new float[RowSpan.ROWS * stride];
  }

  @Override
  public void find(float[][] x, RowSpan span) {
    int count = span.count();
    float[] shift = centroids.shift();
    for (int j = 0; j < x.length; j++) {
      lay(x[j], span.from(), count, shift[j], j * PANEL);
    }
    for (int row = 0; row < count; row += PANEL) {
      search(row);
    }
    for (int i = 0; i < count; i++) {
      span.nearest()[i] = (int) index[i];
      span.gaps()[i] = second[i] - least[i];
    }
  }

  /** Lays one column into the panels. */
  private void lay(float[] x, int from, int count, float shift, int at) {
    FloatVector shifts = all(shift);
    int step = PANEL * stride;
    int i = 0;
    int to = at;
    for (; i <= count - PANEL; i += PANEL) {
      store(sub(load(x, from + i), shifts), panels, to);
      store(sub(load(x, from + i + LANES), shifts), panels, to + LANES);
      to += step;
    }
    for (; i < count; i++) {
      panels[to++] = x[from + i] - shift;
    }
  }

  /** The two least scores of one panel's rows, and whose the least is. */
  private void search(int row) {
    Arrays.fill(least, row, row + PANEL, Float.POSITIVE_INFINITY);
    Arrays.fill(second, row, row + PANEL, Float.POSITIVE_INFINITY);
    Arrays.fill(index, row, row + PANEL, 0);
    for (int group = 0; group < centroids.groups(); group++) {
      score(row * stride, group);
      keep(row, 0, group * GROUP);
      keep(row, LANES, group * GROUP);
    }
  }

  /** The scores of one panel's rows by one group's centroids. */
  private void score(int at, int group) {
    float[] x = panels;
    float[] c = centroids.negated();
    float[] halfNorms = centroids.halfNorms();
    int columns = centroids.columns();
    int from = group * stride * GROUP;
    FloatVector a0 = all(halfNorms[group * GROUP]);
    FloatVector b0 = a0;
    FloatVector a1 = all(halfNorms[group * GROUP + 1]);
    FloatVector b1 = a1;
    FloatVector a2 = all(halfNorms[group * GROUP + 2]);
    FloatVector b2 = a2;
    FloatVector a3 = all(halfNorms[group * GROUP + 3]);
    FloatVector b3 = a3;
    for (int j = 0; j < columns; j++) {
      FloatVector xa = load(x, at + j * PANEL);
      FloatVector xb = load(x, at + j * PANEL + LANES);
      FloatVector c0 = all(c[from + j * GROUP]);
      a0 = fma(xa, c0, a0);
      b0 = fma(xb, c0, b0);
      FloatVector c1 = all(c[from + j * GROUP + 1]);
      a1 = fma(xa, c1, a1);
      b1 = fma(xb, c1, b1);
      FloatVector c2 = all(c[from + j * GROUP + 2]);
      a2 = fma(xa, c2, a2);
      b2 = fma(xb, c2, b2);
      FloatVector c3 = all(c[from + j * GROUP + 3]);
      a3 = fma(xa, c3, a3);
      b3 = fma(xb, c3, b3);
    }
    store(a0, scores, 0);
    store(b0, scores, LANES);
    store(a1, scores, PANEL);
    store(b1, scores, PANEL + LANES);
    store(a2, scores, 2 * PANEL);
    store(b2, scores, 2 * PANEL + LANES);
    store(a3, scores, 3 * PANEL);
    store(b3, scores, 3 * PANEL + LANES);
  }

  /**
   * What one group's scores change for eight rows. Apart from the scores' own loop, because the
   * compiler gives up on methods that grow too large with all that they call; and without a loop of
   * its own, because it allocates the vectors that one carries.
   */
  private void keep(int row, int at, int first) {
    FloatVector best = load(least, row + at);
    FloatVector next = load(second, row + at);
    FloatVector whose = load(index, row + at);
    FloatVector score = load(scores, at);
    VectorMask<Float> less = less(score, best);
    next = blend(blend(next, score, less(score, next)), best, less);
    best = blend(best, score, less);
    whose = blend(whose, all(first), less);
    score = load(scores, PANEL + at);
    less = less(score, best);
    next = blend(blend(next, score, less(score, next)), best, less);
    best = blend(best, score, less);
    whose = blend(whose, all(first + 1), less);
    score = load(scores, 2 * PANEL + at);
    less = less(score, best);
    next = blend(blend(next, score, less(score, next)), best, less);
    best = blend(best, score, less);
    whose = blend(whose, all(first + 2), less);
    score = load(scores, 3 * PANEL + at);
    less = less(score, best);
    next = blend(blend(next, score, less(score, next)), best, less);
    best = blend(best, score, less);
    whose = blend(whose, all(first + 3), less);
    store(best, least, row + at);
    store(next, second, row + at);
    store(whose, index, row + at);
  }
}
