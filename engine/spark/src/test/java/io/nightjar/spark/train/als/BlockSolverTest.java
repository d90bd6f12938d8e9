package io.nightjar.spark.train.als;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightjar.kernels.Kernels;
import io.nightjar.kernels.backend.BackendPreference;
import io.nightjar.kernels.factor.CholeskySolve;
import io.nightjar.spark.train.als.ratings.Ratings;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BlockSolverTest {
  private static final int RANK = 64;
  private static final int ROWS = 150;
  private static final int COLUMNS = 40;

  private final AlsSpec spec = new AlsSpec(RANK, 0.1, false, 1, false);

  private static Ratings ratings() {
    Random random = new Random(17);
    Ratings ratings = new Ratings();
    for (int row = 0; row < ROWS; row++) {
      for (int column = row % 3; column < COLUMNS; column += 1 + row % 5) {
        ratings.add(row, column, random.nextFloat());
      }
    }
    return ratings.trimmed();
  }

  private static Ratings of(Ratings all, int row) {
    Ratings own = new Ratings();
    for (int t = 0; t < all.size(); t++) {
      if (all.row(t) == row) {
        own.add(row, all.column(t), all.value(t));
      }
    }
    return own.trimmed();
  }

  private float[] solved(RatingBlock block) {
    return solver(spec).solve(block).factors();
  }

  private static BlockSolver solver(AlsSpec spec) {
    Random random = new Random(18);
    float[] fixed = new float[COLUMNS * RANK];
    for (int i = 0; i < fixed.length; i++) {
      fixed[i] = (float) random.nextGaussian();
    }
    Kernels kernels = Kernels.of(BackendPreference.SCALAR).counting();
    double[] gram = new double[CholeskySolve.packedLength(RANK)];
    for (int j = 0; j < RANK; j++) {
      gram[CholeskySolve.packedLength(j + 1) - 1] = 3;
    }
    return new BlockSolver(spec, new FixedFactors(RANK, fixed, gram), kernels);
  }

  /** Matrices of 16 KiB: more than two groups of them, and groups of one. */
  @Test
  void givesARowTheSameFactorsInGroupsAndAlone() {
    Ratings all = ratings();
    float[] together = solved(new RatingBlock(0, 1, ROWS, List.of(all)));
    for (int row = 0; row < ROWS; row++) {
      float[] alone = solved(new RatingBlock(row, ROWS, ROWS, List.of(of(all, row))));
      assertThat(Arrays.copyOfRange(together, row * RANK, (row + 1) * RANK)).isEqualTo(alone);
    }
  }

  /** Without λ, rows of few ratings have no solution; the first two blocks have a row more. */
  @ParameterizedTest
  @CsvSource({"0.1, false, false", "0, false, false", "0.1, true, false", "0.1, false, true"})
  void keepsNothingOfTheBlockBefore(double lambda, boolean implicit, boolean nonNegative) {
    AlsSpec other = new AlsSpec(RANK, lambda, implicit, 1, nonNegative);
    BlockSolver several = solver(other);
    for (int block = 0; block < 4; block++) {
      List<Ratings> own = new ArrayList<>();
      for (int row = block; row < ROWS; row += 4) {
        own.add(of(ratings(), row));
      }
      RatingBlock of = new RatingBlock(block, 4, ROWS, own);
      SolvedBlock alone = solver(other).solve(of);
      SolvedBlock after = several.solve(of);
      assertThat(after.factors()).isEqualTo(alone.factors());
      assertThat(after.cost().doubleValue()).isEqualTo(alone.cost().doubleValue());
      assertThat(after.penalty().doubleValue()).isEqualTo(alone.penalty().doubleValue());
      assertThat(after.unsolved()).isEqualTo(alone.unsolved());
      assertThat(after.unsolved() >= 0).isEqualTo(lambda == 0);
    }
  }
}
