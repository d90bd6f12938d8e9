package io.nightjar.kernels.opencl.factor;

import io.nightjar.kernels.factor.CholeskySolve;
import io.nightjar.kernels.opencl.device.DeviceKernel;
import java.util.Arrays;

/**
 * A group of work items for each system, a work item for the rows i ≡ its number: column by column,
 * L[i][j] = (a[i][j] − Σ_{p &lt; j} L[i][p]·L[j][p])/L[j][j]. L is kept by columns, so that
 * neighbours read neighbouring words; the square of L[j][j] stays in its place.
 */
final class SystemsKernel extends DeviceKernel {
  /** Doubles that all L of one launch may take. */
  private static final int MOST = 1 << 22;

  final double[] a;
  final double[] x;
  final double[] l;
  final int[] failed;
  int order;
  int packed;
  double rounding;

  SystemsKernel(int order, int systems) {
    this.order = order;
    packed = CholeskySolve.packedLength(order);
    rounding = order * 0x1p-52;
    a = new double[systems * packed];
    x = new double[systems * order];
    l = new double[systems * order * order];
    failed = new int[systems];
  }

  /** Most systems of one launch. */
  static int most(int order) {
    return Math.max(1, MOST / (order * order));
  }

  /**
   * Solves some systems.
   *
   * @return their x, then for each system 1 where it failed, else 0
   */
  double[] solve(double[] matrices, double[] right, int first, int count) {
    System.arraycopy(matrices, first * packed, a, 0, count * packed);
    System.arraycopy(right, first * order, x, 0, count * order);
    Arrays.fill(failed, 0);
    upload(a);
    upload(x);
    upload(failed);
    launch(count, GROUP, 1);
    download(x);
    download(failed);
    double[] results = Arrays.copyOf(x, count * order + count);
    for (int s = 0; s < count; s++) {
      results[count * order + s] = failed[s];
    }
    return results;
  }

  @Override
  public void run() {
    int system = getGroupId();
    int item = getLocalId();
    int base = system * order * order;
    for (int j = 0; j < order; j++) {
      for (int i = j + item; i < order; i += GROUP) {
        l[base + j * order + i] = entry(system * packed + i * (i + 1) / 2, base, i, j);
      }
      localGlobalBarrier();
      double pivot = l[base + j * order + j];
      check(system, item, j, pivot);
      double inverse = 1 / sqrt(pivot);
      for (int i = j + item; i < order; i += GROUP) {
        if (i > j) {
          l[base + j * order + i] = l[base + j * order + i] * inverse;
        }
      }
      localGlobalBarrier();
    }
    forward(system * order, base, item);
    backward(system * order, base, item);
  }

  double entry(int row, int base, int i, int j) {
    double sum = a[row + j];
    for (int p = 0; p < j; p++) {
      sum = sum - l[base + p * order + i] * l[base + p * order + j];
    }
    return sum;
  }

  void check(int system, int item, int j, double pivot) {
    double least = rounding * a[system * packed + j * (j + 1) / 2 + j];
    if (item == 0) {
      if (pivot != pivot) {
        failed[system] = 1;
      }
      if (pivot <= least) {
        failed[system] = 1;
      }
    }
  }

  void forward(int at, int base, int item) {
    for (int j = 0; j < order; j++) {
      if (item == 0) {
        x[at + j] = x[at + j] / sqrt(l[base + j * order + j]);
      }
      localGlobalBarrier();
      double y = x[at + j];
      for (int i = j + item; i < order; i += GROUP) {
        if (i > j) {
          x[at + i] = x[at + i] - l[base + j * order + i] * y;
        }
      }
      localGlobalBarrier();
    }
  }

  void backward(int at, int base, int item) {
    for (int j = order - 1; j >= 0; j--) {
      if (item == 0) {
        x[at + j] = x[at + j] / sqrt(l[base + j * order + j]);
      }
      localGlobalBarrier();
      double solution = x[at + j];
      for (int i = item; i < j; i += GROUP) {
        x[at + i] = x[at + i] - l[base + i * order + j] * solution;
      }
      localGlobalBarrier();
    }
  }

  @Override
  public long footprint() {
    return Double.BYTES * ((long) a.length + x.length + l.length)
        + Integer.BYTES * (long) failed.length;
  }
}
