package io.nightjar.kernels.opencl.ensemble;

import io.nightjar.kernels.ensemble.TreeEnsemble;
import io.nightjar.kernels.ensemble.WalkPlan;

/** Sums in float32; for devices without double precision. */
final class FloatScoreKernel extends ScoreKernel {
  float[] values;
  float[] base;
  float[] sums;

  FloatScoreKernel(TreeEnsemble ensemble, WalkPlan plan, int capacity) {
    super(ensemble, plan, capacity);
    values = floats(plan.values().length == 0 ? new double[1] : plan.values());
    base = new float[outputs];
    for (int o = 0; o < outputs; o++) {
      base[o] = (float) ensemble.base(o);
    }
    sums = new float[outputs * capacity];
    upload(values);
    upload(base);
  }

  @Override
  public void run() {
    int i = getGlobalId();
    if (i < rows) {
      for (int o = 0; o < outputs; o++) {
        float sum = base[o];
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
    for (int i = 0; i < count; i++) {
      to[at + i] = sums[start + i];
    }
  }

  @Override
  public long footprint() {
    return walkBytes() + Float.BYTES * ((long) values.length + base.length + sums.length);
  }
}
