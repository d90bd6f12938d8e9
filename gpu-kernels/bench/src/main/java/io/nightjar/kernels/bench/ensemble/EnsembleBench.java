package io.nightjar.kernels.bench.ensemble;

import io.nightjar.kernels.bench.data.MadeData;
import io.nightjar.kernels.bench.spec.Case;
import io.nightjar.kernels.bench.spec.Cost;
import io.nightjar.kernels.bench.spec.Scale;
import io.nightjar.kernels.ensemble.EnsembleKernels;
import io.nightjar.kernels.ensemble.EnsembleScore;
import io.nightjar.kernels.ensemble.TreeShap;
import java.util.List;

/** Scoring and explaining by a boosted ensemble of the usual size. */
public final class EnsembleBench {
  private static final int COLUMNS = 28;
  private static final int DEPTH = 6;

  private EnsembleBench() {}

  /** All of them. */
  public static List<Case<?>> cases(Scale scale) {
    return List.of(
        score(scale.rows(200_000), scale == Scale.FULL ? 100 : 9),
        shap(scale.rows(1_000), scale == Scale.FULL ? 50 : 3));
  }

  private static Case<EnsembleScore> score(int rows, int trees) {
    double bytes = (double) rows * (Float.BYTES * COLUMNS + Double.BYTES);
    return new Case<>(
        EnsembleKernels.SCORE,
        MadeData.shape(rows, COLUMNS, trees),
        Cost.of(rows, (double) rows * trees, "tree-row", bytes),
        () -> new ScoreCall(rows, new MadeEnsemble(trees, COLUMNS, DEPTH)));
  }

  private static Case<TreeShap> shap(int rows, int trees) {
    double bytes = (double) rows * (Float.BYTES * COLUMNS + Double.BYTES * (COLUMNS + 1));
    return new Case<>(
        EnsembleKernels.SHAP,
        MadeData.shape(rows, COLUMNS, trees),
        Cost.of(rows, (double) rows * trees, "tree-row", bytes),
        () -> new ShapCall(rows, new MadeEnsemble(trees, COLUMNS, DEPTH)));
  }
}
