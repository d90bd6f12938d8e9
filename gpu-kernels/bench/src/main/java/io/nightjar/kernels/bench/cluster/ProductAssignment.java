package io.nightjar.kernels.bench.cluster;

import io.nightjar.kernels.bench.data.Blas;
import io.nightjar.kernels.bench.data.MadeData;
import io.nightjar.kernels.bench.spec.Peer;
import java.util.Arrays;
import java.util.List;

/**
 * The peer: |x − c|² = |x|² − 2·x·c + |c|², the products by sgemm on tiles of rows that stay in the
 * cache, the least by a plain loop, and the sums by another. The rows' norms are known beforehand.
 */
final class ProductAssignment {
  private static final int TILE = 2048;

  private final AssignmentCall call;
  private final int n;
  private final int d;
  private final int k;
  private final float[] x;
  private final float[] norms;
  private final float[] centroidNorms;
  private final float[] products;
  private final float[] least = new float[TILE];

  ProductAssignment(AssignmentCall call) {
    this.call = call;
    n = call.block.rows();
    d = call.block.columns();
    k = call.centroids.count();
    x = MadeData.columnMajor(call.block);
    products = new float[TILE * k];
    norms = new float[n];
    centroidNorms = new float[k];
    for (int j = 0; j < d; j++) {
      for (int i = 0; i < n; i++) {
        norms[i] += call.block.column(j)[i] * call.block.column(j)[i];
      }
    }
  }

  List<Peer> peers() {
    return List.of(
        Peer.part(Blas.name("sgemm"), this::products),
        Peer.whole(Blas.name() + " + loops", this::all));
  }

  private void products() {
    for (int from = 0; from < n; from += TILE) {
      products(from, Math.min(TILE, n - from));
    }
  }

  private void all() {
    call.clear();
    call.inertia = 0;
    float[] c = call.centroids.values();
    Arrays.fill(centroidNorms, 0);
    for (int i = 0; i < c.length; i++) {
      centroidNorms[i / d] += c[i] * c[i];
    }
    for (int from = 0; from < n; from += TILE) {
      int rows = Math.min(TILE, n - from);
      products(from, rows);
      nearest(from, rows);
      sums(from, rows);
    }
  }

  private void products(int from, int rows) {
    Blas.here()
        .sgemm(
            "N",
            "N",
            rows,
            k,
            d,
            -2,
            x,
            from,
            n,
            call.centroids.values(),
            0,
            d,
            0,
            products,
            0,
            TILE);
  }

  private void nearest(int from, int rows) {
    int[] nearest = call.out.nearest();
    Arrays.fill(least, Float.POSITIVE_INFINITY);
    for (int c = 0; c < k; c++) {
      for (int i = 0; i < rows; i++) {
        float score = products[c * TILE + i] + centroidNorms[c];
        if (score < least[i]) {
          least[i] = score;
          nearest[from + i] = c;
        }
      }
    }
    for (int i = 0; i < rows; i++) {
      call.inertia += least[i] + norms[from + i];
    }
  }

  private void sums(int from, int rows) {
    int[] nearest = call.out.nearest();
    for (int i = from; i < from + rows; i++) {
      call.out.weights()[nearest[i]]++;
    }
    for (int j = 0; j < d; j++) {
      for (int i = from; i < from + rows; i++) {
        call.out.sums()[nearest[i] * d + j] += x[j * n + i];
      }
    }
  }
}
