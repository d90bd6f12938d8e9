package io.nightjar.spark.score.lane;

import io.nightjar.scorer.explain.Contributions;
import io.nightjar.spark.data.parquet.chunk.BlockColumn;
import java.util.Arrays;

/** The columns that moved each row's margin most, by rank; those of a rank lie in one column. */
final class LaneReasons {
  private final Contributions contributions;
  private final RawBlock block;

  /** [rank][row] the place of the column among the contributions'; −1 for none. */
  private final int[][] strongest;

  LaneReasons(Contributions contributions, RawBlock block, int rows, int most) {
    this.contributions = contributions;
    this.block = block;
    this.strongest = new int[most][rows];
    for (int row = 0; row < rows; row++) {
      int[] found = contributions.strongest(row, most);
      for (int rank = 0; rank < most; rank++) {
        strongest[rank][row] = rank < found.length ? found[rank] : -1;
      }
    }
  }

  BlockColumn feature(int rank) {
    return new BlockColumn.Codes(contributions.columns(), strongest[rank]);
  }

  BlockColumn value(int rank) {
    int[] of = strongest[rank];
    String[] values = new String[of.length];
    for (int row = 0; row < of.length; row++) {
      values[row] = of[row] < 0 ? null : block.text(row, contributions.columns().get(of[row]));
    }
    return new BlockColumn.Texts(values);
  }

  BlockColumn contribution(int rank) {
    int[] of = strongest[rank];
    double[] values = new double[of.length];
    boolean[] nulls = new boolean[of.length];
    for (int row = 0; row < of.length; row++) {
      nulls[row] = of[row] < 0;
      values[row] = nulls[row] ? 0 : contributions.value(of[row], row);
    }
    boolean none = Arrays.stream(of).allMatch(place -> place >= 0);
    return new BlockColumn.Numbers(values, none ? new boolean[0] : nulls);
  }
}
