package io.nightjar.kernels.opencl.ensemble;

import io.nightjar.kernels.ensemble.TreeEnsemble;
import io.nightjar.kernels.ensemble.WalkPlan;

/** Sums in float64: the same bits as on the JVM. */
final class DoubleScoreKernel extends ScoreKernel {
  double[] values;
  double[] base;
  double[] sums;

  DoubleScoreKernel(TreeEnsemble ensemble, WalkPlan plan, int capacity) {
    super(ensemble, plan, capacity);
    values = plan.values().length == 0 ? new double[1] : plan.values();
    base = new double[outputs];
    for (int o = 0; o < outputs; o++) {
      base[o] = ensemble.base(o);
    }
    sums = new double[outputs * capacity];
    upload(values);
    upload(base);
  }

  @Override
  public void run() {
    int i = getGlobalId();
    if (i < rows) {
      for (int o = 0; o < outputs; o++) {
        double sum = base[o];
        for (int tree = 0; tree < trees; tree++) {
          if (outputOf[tree] == o) {
            sum += values[leaf(roots[tree], i)];
          }
        }
        sums[o * capacity + i] = sum;
      }
    }
  }

  @Override
  void getSums() {
    download(sums);
  }

  @Override
  void copySums(int start, int count, double[] to, int at) {
    System.arraycopy(sums, start, to, at, count);
  }

  @Override
  public long footprint() {
    return walkBytes() + Double.BYTES * ((long) values.length + base.length + sums.length);
  }
}
