package io.nightjar.spark.train.kmeans;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightjar.kernels.cluster.RowBounds;
import io.nightjar.spark.train.block.LabelledBlock;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BlockBoundsTest {
  private static final BlockBounds NONE = new BlockBounds(0);

  /** The starts are rows, some of them the same: clusters are empty, and are refilled. */
  @ParameterizedTest(name = "{0} rows of {1} columns round {2} points, {3} clusters")
  @CsvSource({"1000, 32, 33, 32", "3000, 9, 20, 120", "700, 5, 300, 300", "2000, 2, 600, 520"})
  void clustersHaveTheBitsOfTheFullSearch(int count, int columns, int points, int clusters) {
    float[][] rows = Blobs.rows(count, columns, points, 0.7);
    double[] weights = new Random(count).doubles(count, 0, 3).toArray();
    float[][] start = Arrays.copyOf(rows, clusters);
    start[3] = start[1];
    start[7] = start[1];
    List<List<LabelledBlock>> parts = Blobs.parted(rows, weights, 3, 100);
    Lloyd.Result full = lloyd(Blobs.local(parts, NONE), start);
    Lloyd.Result bounded = lloyd(Blobs.local(parts, new BlockBounds(Long.MAX_VALUE)), start);
    assertThat(bounded.centroids().values()).isEqualTo(full.centroids().values());
    assertThat(bounded.totals().sums()).isEqualTo(full.totals().sums());
    assertThat(bounded.totals().weights()).isEqualTo(full.totals().weights());
    assertThat(bounded.totals().inertia()).isEqualTo(full.totals().inertia());
    assertThat(bounded.iterations()).isEqualTo(full.iterations()).isGreaterThan(1);
    assertThat(bounded.refilled()).isEqualTo(full.refilled()).isGreaterThan(0);
  }

  private static Lloyd.Result lloyd(KMeansRows rows, float[][] start) {
    return new Lloyd(rows, 15, 1e-300).from(DrawnRows.centroids(List.of(start), start[0].length));
  }

  @Test
  void areOfOneBlockAndOneCallAtATime() {
    LabelledBlock block = Blobs.parted(new float[9][2], null, 1, 9).get(0).get(0);
    BlockBounds bounds = new BlockBounds(1000);
    RowBounds own = bounds.take(block);
    bounds.give(block, own);
    assertThat(bounds.take(block)).isSameAs(own);
    assertThat(bounds.take(block)).isNotSameAs(own);
  }

  @Test
  void areLeftOutWhereThereIsNoRoom() {
    List<LabelledBlock> blocks = Blobs.parted(new float[30][2], null, 1, 10).get(0);
    BlockBounds bounds = new BlockBounds(20 * 20);
    bounds.give(blocks.get(0), bounds.take(blocks.get(0)));
    bounds.give(blocks.get(1), bounds.take(blocks.get(1)));
    assertThat(bounds.take(blocks.get(2))).isNull();
    assertThat(bounds.take(blocks.get(0))).isNotNull();
    assertThat(bounds.take(blocks.get(2))).isNotNull();
  }
}
