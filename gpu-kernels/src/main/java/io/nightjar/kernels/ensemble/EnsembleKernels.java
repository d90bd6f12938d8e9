package io.nightjar.kernels.ensemble;

import io.nightjar.kernels.backend.Dispatcher;
import io.nightjar.kernels.backend.Operation;
import io.nightjar.kernels.block.BinnedBlock;
import io.nightjar.kernels.block.ColumnBlock;
import java.util.List;

/**
 * Ensembles of trees: checks shapes once, then runs each operation where it is chosen to run. Safe
 * for many threads.
 *
 * <p>In raw numbers NaN means missing and goes the way that its split has learnt; infinities are
 * the greatest and the least of numbers.
 */
public final class EnsembleKernels {
  /** Raw predictions of a block; a unit is one tree for one row. */
  public static final Operation<EnsembleScore> SCORE =
      Operation.offloadable(
          "ensemble-score", "tree and row", EnsembleScore.class, 1, EnsembleCases.score());

  /** SHAP values of a block; a unit is one node for one row. */
  public static final Operation<TreeShap> SHAP =
      Operation.offloadable("tree-shap", "node and row", TreeShap.class, 1, EnsembleCases.shap());

  /** All of them. */
  public static final List<Operation<?>> OPERATIONS = List.of(SCORE, SHAP);

  private final Dispatcher dispatcher;

  /** Operations that a dispatcher runs and counts. */
  public EnsembleKernels(Dispatcher dispatcher) {
    this.dispatcher = dispatcher;
  }

  /**
   * Writes the raw predictions of raw numbers, output-major [outputs][rows]. A row's sum starts at
   * the base score and adds the leaf values in the trees' order in float64: the same bits in a
   * block of any size, on every backend of the JVM.
   *
   * @throws IllegalArgumentException naming what is wrong, its value, and what is allowed
   */
  public void score(TreeEnsemble ensemble, ColumnBlock block, double[] out) {
    score(ensemble, TreeRows.of(block), out);
  }

  /**
   * The same of binned rows: thresholds are the numbers of the last bins that go left, and
   * categories are bins.
   *
   * @throws IllegalArgumentException naming what is wrong, its value, and what is allowed
   */
  public void score(TreeEnsemble ensemble, BinnedBlock block, double[] out) {
    EnsembleChecks.bins(ensemble);
    score(ensemble, TreeRows.of(block), out);
  }

  private void score(TreeEnsemble ensemble, TreeRows rows, double[] out) {
    EnsembleChecks.shapes(ensemble, rows, out, ensemble.outputs());
    dispatcher.run(
        SCORE,
        EnsembleCases.scoreWork(ensemble, rows.rows()),
        it -> {
          it.write(ensemble, rows, out);
          return out;
        });
  }

  /**
   * Writes the SHAP values of raw numbers, [outputs][features + 1][rows], the base value last of
   * each output; a row's values sum up to its raw prediction but for rounding. The ensemble must
   * have covers.
   *
   * @throws IllegalArgumentException naming what is wrong, its value, and what is allowed
   */
  public void shap(TreeEnsemble ensemble, ColumnBlock block, double[] out) {
    TreeRows rows = TreeRows.of(block);
    EnsembleChecks.covers(ensemble);
    EnsembleChecks.shapes(
        ensemble, rows, out, Math.multiplyExact(ensemble.outputs(), ensemble.features() + 1L));
    dispatcher.run(
        SHAP,
        EnsembleCases.shapWork(ensemble, rows.rows()),
        it -> {
          it.write(ensemble, rows, out);
          return out;
        });
  }
}
