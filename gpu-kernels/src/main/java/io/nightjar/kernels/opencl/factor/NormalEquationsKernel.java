package io.nightjar.kernels.opencl.factor;

import io.nightjar.kernels.factor.CholeskySolve;
import io.nightjar.kernels.factor.FactorLists;
import io.nightjar.kernels.factor.FactorMatrix;
import io.nightjar.kernels.opencl.device.DeviceKernel;

/**
 * Factors on the device, and a group of work items for each segment of a list: the group brings
 * some factor rows into local memory, and each work item adds their products to the entries of A
 * and b that are its own.
 */
final class NormalEquationsKernel extends DeviceKernel {
  static final int ENTRIES = 1 << 16;
  private static final int TILE = 2048;

  final float[] factors;
  final int[] rows = new int[ENTRIES];
  final float[] weights = new float[ENTRIES];
  final float[] targets = new float[ENTRIES];
  final int[] offsets;
  final int[] rowOfEntry;
  final double[] a;
  final double[] b;
  @Local final float[] tile = new float[TILE];

  int rank;
  int packed;
  int tileRows;

  NormalEquationsKernel(FactorMatrix matrix, int segments) {
    factors = matrix.values();
    rank = matrix.rank();
    packed = CholeskySolve.packedLength(rank);
    tileRows = TILE / rank;
    offsets = new int[segments + 1];
    a = new double[segments * packed];
    b = new double[segments * rank];
    rowOfEntry = new int[packed];
    for (int i = 0; i < rank; i++) {
      for (int j = 0; j <= i; j++) {
        rowOfEntry[i * (i + 1) / 2 + j] = i;
      }
    }
    upload(factors);
    upload(rowOfEntry);
  }

  /** Adds a launch's entries to the sums of its systems. */
  void add(FactorLists lists, Segments segments, double[] matrices, double[] right) {
    int entries = segments.entries();
    System.arraycopy(lists.rows(), segments.from, rows, 0, entries);
    System.arraycopy(lists.weights(), segments.from, weights, 0, entries);
    System.arraycopy(lists.targets(), segments.from, targets, 0, entries);
    System.arraycopy(segments.offsets, 0, offsets, 0, segments.count + 1);
    for (int s = 0; s < segments.count; s++) {
      System.arraycopy(matrices, segments.systems[s] * packed, a, s * packed, packed);
      System.arraycopy(right, segments.systems[s] * rank, b, s * rank, rank);
    }
    upload(rows);
    upload(weights);
    upload(targets);
    upload(offsets);
    upload(a);
    upload(b);
    launch(segments.count, GROUP, 1);
    download(a);
    download(b);
    for (int s = 0; s < segments.count; s++) {
      System.arraycopy(a, s * packed, matrices, segments.systems[s] * packed, packed);
      System.arraycopy(b, s * rank, right, segments.systems[s] * rank, rank);
    }
  }

  @Override
  public void run() {
    int segment = getGroupId();
    int item = getLocalId();
    int end = offsets[segment + 1];
    for (int from = offsets[segment]; from < end; from += tileRows) {
      int count = from + tileRows < end ? tileRows : end - from;
      for (int e = item; e < count * rank; e += GROUP) {
        int t = e / rank;
        tile[e] = factors[rows[from + t] * rank + e - t * rank];
      }
      localBarrier();
      for (int e = item; e < packed; e += GROUP) {
        int i = rowOfEntry[e];
        a[segment * packed + e] += product(from, count, i, e - i * (i + 1) / 2);
      }
      for (int j = item; j < rank; j += GROUP) {
        b[segment * rank + j] += target(from, count, j);
      }
      localBarrier();
    }
  }

  double product(int from, int count, int i, int j) {
    double sum = 0.0;
    for (int t = 0; t < count; t++) {
      double v = tile[t * rank + i];
      double w = weights[from + t];
      sum += w * v * tile[t * rank + j];
    }
    return sum;
  }

  double target(int from, int count, int j) {
    double sum = 0.0;
    for (int t = 0; t < count; t++) {
      double r = targets[from + t];
      sum += r * tile[t * rank + j];
    }
    return sum;
  }

  @Override
  public long footprint() {
    long words = factors.length + 3L * ENTRIES + offsets.length + rowOfEntry.length;
    return Float.BYTES * words + Double.BYTES * ((long) a.length + b.length);
  }
}
