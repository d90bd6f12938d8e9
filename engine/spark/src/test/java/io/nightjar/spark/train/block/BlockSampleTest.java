package io.nightjar.spark.train.block;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightjar.kernels.block.ColumnBlock;
import io.nightjar.kernels.block.DoubleColumnBlock;
import io.nightjar.spark.train.glm.InMemoryBlocks;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BlockSampleTest {
  private static final int ROWS = 1000;

  /** Rows whose column, label and weight say which row it is. */
  private static InMemoryBlocks blocks(int partitions, int blockRows) {
    double[][] x =
        IntStream.range(0, ROWS).mapToObj(i -> new double[] {i, -i}).toArray(double[][]::new);
    double[] y = IntStream.range(0, ROWS).mapToDouble(i -> 2 * i).toArray();
    double[] w = IntStream.range(0, ROWS).mapToDouble(i -> 3 * i).toArray();
    return InMemoryBlocks.of(x, y, w, partitions, blockRows);
  }

  private static List<LabelledBlock> sample(BlockFolds blocks, int every) {
    return BlockSample.of(blocks, every)
        .reduce(
            (partition, part) -> {
              List<LabelledBlock> all = new ArrayList<>();
              part.forEachRemaining(all::add);
              return all;
            },
            (left, right) -> {
              left.addAll(right);
              return left;
            });
  }

  @Test
  void drawsOneOfEveryTenRowsWithAllThatIsKnownOfIt() {
    LabelledBlock block = sample(blocks(1, 64), 10).get(0);
    double[] first = ((DoubleColumnBlock) block.features()).column(0);
    assertThat(block.rows()).isEqualTo(ROWS / 10);
    for (int i = 0; i < block.rows(); i++) {
      assertThat((int) first[i] / 10).isEqualTo(i);
      assertThat(((DoubleColumnBlock) block.features()).column(1)[i]).isEqualTo(-first[i]);
      assertThat(block.label(i)).isEqualTo(2 * first[i]);
      assertThat(block.weight(i)).isEqualTo(3 * first[i]);
    }
    assertThat(first).isNotEqualTo(IntStream.range(0, 100).mapToDouble(i -> 10 * i).toArray());
  }

  @Test
  void hangsOnThePartitionsAndNotOnTheirBlocks() {
    for (int partitions : new int[] {1, 3}) {
      List<LabelledBlock> some = sample(blocks(partitions, 7), 13);
      List<LabelledBlock> others = sample(blocks(partitions, 400).inFloats(), 13);
      assertThat(some).hasSize(partitions);
      for (int p = 0; p < partitions; p++) {
        assertThat(others.get(p).target().labels()).isEqualTo(some.get(p).target().labels());
        assertThat(((ColumnBlock) others.get(p).features()).column(1)[5])
            .isEqualTo((float) ((DoubleColumnBlock) some.get(p).features()).column(1)[5]);
      }
    }
  }
}
