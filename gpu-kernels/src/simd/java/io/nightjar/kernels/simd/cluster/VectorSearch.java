package io.nightjar.kernels.simd.cluster;

import static io.nightjar.kernels.simd.lanes.VectorCarried.exact;

import io.nightjar.kernels.scalar.cluster.ClusterLoops.NearestSearch;
import io.nightjar.kernels.scalar.cluster.RowSpan;
import io.nightjar.kernels.scalar.cluster.ShiftedCentroids;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorSpecies;

/**
 * Scores of 16 rows against four centroids at a time, eight sums in registers, and the two least
 * kept in registers over all centroids. A span's rows are laid out in panels of 16, so that a
 * panel's columns follow each other.
 */
final class VectorSearch implements NearestSearch {
  private static final VectorSpecies<Float> FLOATS = FloatVector.SPECIES_256;
  private static final int LANES = 8;
  private static final int PANEL = 2 * LANES;
  private static final int GROUP = ShiftedCentroids.GROUP;

  private final ShiftedCentroids centroids;
  private final int stride;
  private final float[] panels;
  private final float[] least = new float[RowSpan.ROWS];
  private final float[] second = new float[RowSpan.ROWS];
  private final float[] index = new float[RowSpan.ROWS];

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
    int step = PANEL * stride;
    int i = 0;
    int to = at;
    for (; i <= count - PANEL; i += PANEL) {
      FloatVector.fromArray(FLOATS, x, from + i).sub(shift).intoArray(panels, to);
      FloatVector.fromArray(FLOATS, x, from + i + LANES).sub(shift).intoArray(panels, to + LANES);
      to += step;
    }
    for (; i < count; i++) {
      panels[to++] = x[from + i] - shift;
    }
  }

  /** The two least scores of one panel's rows, and whose the least is. */
  private void search(int row) {
    float[] x = panels;
    float[] c = centroids.negated();
    float[] halfNorms = centroids.halfNorms();
    int columns = centroids.columns();
    int groups = centroids.groups();
    int at = row * stride;
    FloatVector leastA = FloatVector.broadcast(FLOATS, Float.POSITIVE_INFINITY);
    FloatVector leastB = leastA;
    FloatVector secondA = leastA;
    FloatVector secondB = leastA;
    FloatVector indexA = FloatVector.zero(FLOATS);
    FloatVector indexB = indexA;
    for (int group = 0; group < groups; group++) {
      int from = group * stride * GROUP;
      FloatVector a0 = FloatVector.broadcast(FLOATS, halfNorms[group * GROUP + 0]);
      FloatVector b0 = a0;
      FloatVector a1 = FloatVector.broadcast(FLOATS, halfNorms[group * GROUP + 1]);
      FloatVector b1 = a1;
      FloatVector a2 = FloatVector.broadcast(FLOATS, halfNorms[group * GROUP + 2]);
      FloatVector b2 = a2;
      FloatVector a3 = FloatVector.broadcast(FLOATS, halfNorms[group * GROUP + 3]);
      FloatVector b3 = a3;
      for (int j = 0; j < columns; j++) {
        FloatVector xa = FloatVector.fromArray(FLOATS, x, at + j * PANEL);
        FloatVector xb = FloatVector.fromArray(FLOATS, x, at + j * PANEL + LANES);
        FloatVector c0 = FloatVector.broadcast(FLOATS, c[from + j * GROUP + 0]);
        a0 = xa.fma(c0, a0);
        b0 = xb.fma(c0, b0);
        FloatVector c1 = FloatVector.broadcast(FLOATS, c[from + j * GROUP + 1]);
        a1 = xa.fma(c1, a1);
        b1 = xb.fma(c1, b1);
        FloatVector c2 = FloatVector.broadcast(FLOATS, c[from + j * GROUP + 2]);
        a2 = xa.fma(c2, a2);
        b2 = xb.fma(c2, b2);
        FloatVector c3 = FloatVector.broadcast(FLOATS, c[from + j * GROUP + 3]);
        a3 = xa.fma(c3, a3);
        b3 = xb.fma(c3, b3);
      }
      a0 = exact(a0);
      b0 = exact(b0);
      a1 = exact(a1);
      b1 = exact(b1);
      a2 = exact(a2);
      b2 = exact(b2);
      a3 = exact(a3);
      b3 = exact(b3);
      FloatVector id;
      VectorMask<Float> less;
      id = FloatVector.broadcast(FLOATS, group * GROUP + 0);
      less = a0.lt(leastA);
      secondA = secondA.blend(a0, a0.lt(secondA)).blend(leastA, less);
      leastA = leastA.blend(a0, less);
      indexA = indexA.blend(id, less);
      less = b0.lt(leastB);
      secondB = secondB.blend(b0, b0.lt(secondB)).blend(leastB, less);
      leastB = leastB.blend(b0, less);
      indexB = indexB.blend(id, less);
      id = FloatVector.broadcast(FLOATS, group * GROUP + 1);
      less = a1.lt(leastA);
      secondA = secondA.blend(a1, a1.lt(secondA)).blend(leastA, less);
      leastA = leastA.blend(a1, less);
      indexA = indexA.blend(id, less);
      less = b1.lt(leastB);
      secondB = secondB.blend(b1, b1.lt(secondB)).blend(leastB, less);
      leastB = leastB.blend(b1, less);
      indexB = indexB.blend(id, less);
      id = FloatVector.broadcast(FLOATS, group * GROUP + 2);
      less = a2.lt(leastA);
      secondA = secondA.blend(a2, a2.lt(secondA)).blend(leastA, less);
      leastA = leastA.blend(a2, less);
      indexA = indexA.blend(id, less);
      less = b2.lt(leastB);
      secondB = secondB.blend(b2, b2.lt(secondB)).blend(leastB, less);
      leastB = leastB.blend(b2, less);
      indexB = indexB.blend(id, less);
      id = FloatVector.broadcast(FLOATS, group * GROUP + 3);
      less = a3.lt(leastA);
      secondA = secondA.blend(a3, a3.lt(secondA)).blend(leastA, less);
      leastA = leastA.blend(a3, less);
      indexA = indexA.blend(id, less);
      less = b3.lt(leastB);
      secondB = secondB.blend(b3, b3.lt(secondB)).blend(leastB, less);
      leastB = leastB.blend(b3, less);
      indexB = indexB.blend(id, less);
    }
    exact(leastA).intoArray(least, row);
    exact(leastB).intoArray(least, row + LANES);
    exact(secondA).intoArray(second, row);
    exact(secondB).intoArray(second, row + LANES);
    exact(indexA).intoArray(index, row);
    exact(indexB).intoArray(index, row + LANES);
  }
}
