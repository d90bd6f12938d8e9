package io.nightjar.kernels.ensemble;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightjar.kernels.block.BinnedBlock;
import io.nightjar.kernels.block.ColumnBlock;
import io.nightjar.kernels.ensemble.MadeEnsembles.Plan;
import io.nightjar.kernels.ensemble.MadeEnsembles.Scale;
import io.nightjar.kernels.ensemble.MadeEnsembles.Shape;
import io.nightjar.kernels.select.TestBackends;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** With or without the vector API, scores and SHAP values have the same bits. */
final class EnsembleBitsTest {
  private static final EnsembleKernels PLAIN = new EnsembleKernels(TestBackends.scalar());
  private static final EnsembleKernels SIMD = new EnsembleKernels(TestBackends.simd());

  @ParameterizedTest(name = "{0} rows")
  @ValueSource(ints = {1, 3, 24, 31, 32, 33, 63, 64, 65, 255, 257, 1000, 2047, 2049, 4500})
  void scoresAreTheSame(int rows) {
    MadeEnsembles made = new MadeEnsembles(rows);
    for (Shape shape : Shape.values()) {
      Plan plan = new Plan(21, 32, shape, 2, 0.1);
      TreeEnsemble ensemble = made.ensemble(Decision.LESS, 7, plan, Scale.NUMBERS);
      ColumnBlock block = made.rows(rows, 7);
      double[] one = new double[2 * rows];
      double[] other = new double[2 * rows];
      PLAIN.score(ensemble, block, one);
      SIMD.score(ensemble, block, other);
      assertThat(other).isEqualTo(one);
      TreeEnsemble ofBins = made.ensemble(Decision.AT_MOST, 7, plan, Scale.BINS);
      BinnedBlock bins = made.bins(rows, 7);
      PLAIN.score(ofBins, bins, one);
      SIMD.score(ofBins, bins, other);
      assertThat(other).isEqualTo(one);
    }
  }

  @ParameterizedTest
  @EnumSource(Shape.class)
  void aRowThatComesAloneHasTheBitsOfItsBlock(Shape shape) {
    MadeEnsembles made = new MadeEnsembles(77);
    for (double categorical : new double[] {0, 0.2}) {
      Plan plan = new Plan(45, 40, shape, 3, categorical);
      TreeEnsemble ensemble = made.ensemble(Decision.AT_MOST, 7, plan, Scale.NUMBERS);
      ColumnBlock block = made.rows(300, 7);
      double[] all = new double[3 * 300];
      PLAIN.score(ensemble, block, all);
      RowWalk walk = RowWalk.of(ensemble, CutScale.NUMBERS);
      int[] keys = walk.newKeys();
      float[] row = new float[7];
      double[] out = new double[3];
      for (int i = 0; i < 300; i++) {
        for (int j = 0; j < row.length; j++) {
          row[j] = block.column(j)[i];
        }
        walk.keys(row, keys);
        walk.write(keys, out, 0, 1);
        assertThat(out).containsExactly(all[i], all[300 + i], all[600 + i]);
      }
    }
  }

  @ParameterizedTest(name = "{0} rows")
  @ValueSource(ints = {1, 3, 63, 64, 65, 129, 257, 600})
  void valuesAreTheSame(int rows) {
    MadeEnsembles made = new MadeEnsembles(rows);
    for (Shape shape : Shape.values()) {
      Plan plan = new Plan(9, 32, shape, 2, 0.1);
      TreeEnsemble ensemble = made.ensemble(Decision.AT_MOST, 11, plan, Scale.NUMBERS);
      ColumnBlock block = made.rows(rows, 11);
      double[] one = new double[2 * 12 * rows];
      double[] other = one.clone();
      PLAIN.shap(ensemble, block, one);
      SIMD.shap(ensemble, block, other);
      assertThat(other).isEqualTo(one);
    }
  }
}
