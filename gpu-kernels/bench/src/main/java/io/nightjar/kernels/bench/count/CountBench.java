package io.nightjar.kernels.bench.count;

import io.nightjar.kernels.bench.data.MadeData;
import io.nightjar.kernels.bench.spec.Case;
import io.nightjar.kernels.bench.spec.Cost;
import io.nightjar.kernels.bench.spec.Scale;
import io.nightjar.kernels.count.CountKernels;
import io.nightjar.kernels.count.KnotCount;
import java.util.List;

/** A column counted at a few quantiles, and at as many as a fine distribution has. */
public final class CountBench {
  private CountBench() {}

  /** All of them. */
  public static List<Case<?>> cases(Scale scale) {
    int rows = scale.rows(1_000_000);
    return List.of(count(rows, 20), count(rows, scale == Scale.FULL ? 1000 : 100));
  }

  private static Case<KnotCount> count(int rows, int knots) {
    return new Case<>(
        CountKernels.KNOTS,
        MadeData.shape(rows, knots),
        Cost.of(rows, rows, "value", Float.BYTES * (double) rows),
        () -> new KnotCountCall(rows, knots));
  }
}
