package io.nightjar.kernels.factor;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;

/** Factors, lists and systems made from a seed. */
final class MadeFactors {
  private final Random random;

  MadeFactors(long seed) {
    this.random = new Random(seed);
  }

  float[] floats(int count) {
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return values;
  }

  double[] doubles(int count) {
    double[] values = new double[count];
    for (int i = 0; i < count; i++) {
      values[i] = random.nextGaussian();
    }
    return values;
  }

  FactorMatrix factors(int rows, int rank) {
    return new FactorMatrix(rows, rank, floats(rows * rank));
  }

  /** Lists whose lengths are 0..{@code most}. */
  FactorLists lists(int systems, int most, int factorRows) {
    int[] offsets = new int[systems + 1];
    for (int s = 0; s < systems; s++) {
      offsets[s + 1] = offsets[s] + random.nextInt(most + 1);
    }
    int entries = offsets[systems];
    int[] rows = random.ints(entries, 0, Math.max(1, factorRows)).toArray();
    return new FactorLists(offsets, rows, floats(entries), floats(entries));
  }

  /** For each user up to {@code most} items, ascending. */
  Exclusions exclusions(int users, int items, int most) {
    int[] offsets = new int[users + 1];
    int[][] lists = new int[users][];
    for (int u = 0; u < users; u++) {
      lists[u] = random.ints(random.nextInt(most + 1), 0, items).distinct().sorted().toArray();
      offsets[u + 1] = offsets[u] + lists[u].length;
    }
    return new Exclusions(offsets, Arrays.stream(lists).flatMapToInt(IntStream::of).toArray());
  }

  /** Symmetric positive definite systems: G·Gᵀ of random G, and the order on the diagonal. */
  double[] positiveDefinite(int systems, int order) {
    int packed = CholeskySolve.packedLength(order);
    double[] a = new double[systems * packed];
    for (int s = 0; s < systems; s++) {
      double[] g = doubles(order * 2);
      for (int i = 0; i < order; i++) {
        for (int j = 0; j <= i; j++) {
          a[s * packed + i * (i + 1) / 2 + j] =
              g[2 * i] * g[2 * j] + g[2 * i + 1] * g[2 * j + 1] + (i == j ? 1 + i % 3 : 0);
        }
      }
    }
    return a;
  }

  /** The same lists, whose first entries have the weight 1. */
  static FactorLists unweighted(FactorLists lists, int entries) {
    float[] weights = lists.weights().clone();
    Arrays.fill(weights, 0, entries, 1);
    return new FactorLists(lists.offsets(), lists.rows(), weights, lists.targets());
  }
}
