package io.nightjar.kernels.scalar.cluster;

import static io.nightjar.kernels.scalar.cluster.ShiftedCentroids.GROUP;

import io.nightjar.kernels.scalar.cluster.ClusterLoops.NearestSearch;
import java.util.Arrays;

/**
 * Scores of a tile's rows against some centroids, each centroid's in an array of its own, because
 * only loops over whole arrays become vector code. The least and second least are carried along
 * without a branch; whose the least is, is looked up afterwards.
 */
final class PlainSearch implements NearestSearch {
  /** Centroids whose scores are kept at a time. */
  private static final int KEPT = 64;

  /** Rows whose scores are kept at a time. */
  private static final int ROWS = 256;

  private final ShiftedCentroids centroids;
  private final float[][] columns;
  private final float[][] scores = new float[KEPT][ROWS];
  private final float[] least = new float[ROWS];
  private final float[] second = new float[ROWS];
  private final float[] before = new float[ROWS];
  private final int[] nearest = new int[ROWS];

  PlainSearch(ShiftedCentroids centroids) {
    this.centroids = centroids;
    this.columns = new float[centroids.stride][ROWS];
  }

  @Override
  public void find(float[][] x, RowSpan span) {
    for (int at = 0; at < span.count; at += ROWS) {
      int count = Math.min(ROWS, span.count - at);
      find(x, span.from + at, count);
      for (int i = 0; i < count; i++) {
        span.nearest[at + i] = nearest[i];
        span.gaps[at + i] = second[i] - least[i];
      }
    }
  }

  private void find(float[][] x, int from, int count) {
    float[] shift = centroids.shift();
    for (int j = 0; j < x.length; j++) {
      shifted(x[j], from, count, shift[j], columns[j]);
    }
    Arrays.fill(least, Float.POSITIVE_INFINITY);
    Arrays.fill(second, Float.POSITIVE_INFINITY);
    Arrays.fill(nearest, 0);
    for (int group = 0; group < centroids.groups(); group += KEPT / GROUP) {
      int groups = Math.min(KEPT / GROUP, centroids.groups() - group);
      System.arraycopy(least, 0, before, 0, count);
      for (int g = 0; g < groups; g++) {
        score(group + g, g * GROUP, count);
      }
      locate(group * GROUP, groups * GROUP, count);
    }
  }

  private static void shifted(float[] x, int from, int count, float shift, float[] into) {
    for (int i = 0; i < count; i++) {
      into[i] = x[from + i] - shift;
    }
  }

  /** Scores of one group's centroids. */
  private void score(int group, int slot, int count) {
    for (int c = 0; c < GROUP; c += 2) {
      float[] one = scores[slot + c];
      float[] other = scores[slot + c + 1];
      Arrays.fill(one, 0, count, centroids.halfNorms()[group * GROUP + c]);
      Arrays.fill(other, 0, count, centroids.halfNorms()[group * GROUP + c + 1]);
      for (int j = 0; j < centroids.stride; j += 4) {
        add(j, (group * centroids.stride + j) * GROUP + c, one, other, count);
      }
      keep(one, least, second, count);
      keep(other, least, second, count);
    }
  }

  private void add(int j, int at, float[] one, float[] other, int count) {
    float[] c = centroids.negated();
    addFour(columns[j], columns[j + 1], columns[j + 2], columns[j + 3], c, at, one, count);
    addFour(columns[j], columns[j + 1], columns[j + 2], columns[j + 3], c, at + 1, other, count);
  }

  private static void addFour(
      float[] w, float[] x, float[] y, float[] z, float[] c, int at, float[] into, int count) {
    float a = c[at];
    float b = c[at + GROUP];
    float d = c[at + 2 * GROUP];
    float e = c[at + 3 * GROUP];
    for (int i = 0; i < count; i++) {
      into[i] = Math.fma(z[i], e, Math.fma(y[i], d, Math.fma(x[i], b, Math.fma(w[i], a, into[i]))));
    }
  }

  private static void keep(float[] score, float[] least, float[] second, int count) {
    for (int i = 0; i < count; i++) {
      second[i] = Math.min(second[i], Math.max(least[i], score[i]));
      least[i] = Math.min(least[i], score[i]);
    }
  }

  /** Whose the least scores are, where they are among those kept. */
  private void locate(int centroid, int kept, int count) {
    for (int i = 0; i < count; i++) {
      if (least[i] < before[i]) {
        int c = 0;
        while (c < kept - 1 && scores[c][i] != least[i]) {
          c++;
        }
        nearest[i] = Math.min(centroid + c, centroids.count - 1);
      }
    }
  }
}
