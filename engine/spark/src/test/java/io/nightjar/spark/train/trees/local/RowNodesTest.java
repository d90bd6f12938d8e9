package io.nightjar.spark.train.trees.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightjar.kernels.Kernels;
import io.nightjar.kernels.backend.BackendPreference;
import io.nightjar.kernels.tree.GradientRows;
import io.nightjar.spark.train.task.Workers;
import io.nightjar.spark.train.trees.bins.BinMatrix;
import io.nightjar.spark.train.trees.bins.Bins;
import io.nightjar.spark.train.trees.bins.ColumnBins;
import io.nightjar.spark.train.trees.grow.Division;
import io.nightjar.spark.train.trees.split.GradientSums;
import io.nightjar.spark.train.trees.split.OpenNode;
import io.nightjar.spark.train.trees.split.Split;
import java.util.List;
import org.junit.jupiter.api.Test;

class RowNodesTest {
  private static final int ROWS = 10;

  /** Rows 1..9 but for the fourth, of which those up to 5 go to node 1 and the others to node 2. */
  private static NodeEntries parted(Workers workers) {
    float[] column = new float[ROWS];
    for (int row = 0; row < ROWS; row++) {
      column[row] = row;
    }
    ColumnBins cuts = ColumnBins.numeric(new float[] {5.5f});
    BinMatrix bins = new BinMatrix(ROWS, new Bins(new ColumnBins[] {cuts}));
    bins.put(0, column, 0, ROWS);
    bins.pack(0, ROWS);
    NodeEntries entries = new NodeEntries(ROWS, Kernels.of(BackendPreference.SCALAR).tree());
    long[] gathering = entries.gathering(NodeEntries.Taken.SOME);
    int count = 0;
    for (int row = 1; row < ROWS; row++) {
      if (row != 4) {
        gathering[count++] = GradientRows.entry(1, 1, row);
      }
    }
    entries.close(Chunks.of(ROWS), new int[] {count}, NodeEntries.Taken.SOME, workers);
    Split split = new Split(0, 0, null, false, 1, GradientSums.NONE);
    OpenNode left = new OpenNode(1, 1, GradientSums.NONE, 0, 0);
    OpenNode right = new OpenNode(2, 1, GradientSums.NONE, 0, 0);
    entries.divide(List.of(new Division(0, split, left, right)), bins, workers);
    return entries;
  }

  @Test
  void tellsOfEachRowOfAPieceWhichNodeItLiesIn() {
    try (Workers workers = new Workers(1)) {
      NodeEntries entries = parted(workers);
      int[] leaves = {2, 1};
      assertThat(RowNodes.of(entries, leaves, 0, ROWS))
          .containsExactly(-1, 1, 1, 1, -1, 1, 0, 0, 0, 0);
      assertThat(RowNodes.of(entries, leaves, 3, 7)).containsExactly(1, -1, 1, 0);
      assertThat(RowNodes.of(entries, new int[] {2}, 5, 8)).containsExactly(-1, 0, 0);
      assertThat(RowNodes.of(entries, leaves, 4, 4)).isEmpty();
    }
  }
}
