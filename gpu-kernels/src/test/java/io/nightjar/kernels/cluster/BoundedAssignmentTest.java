package io.nightjar.kernels.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.nightjar.kernels.block.ColumnBlock;
import io.nightjar.kernels.select.CountingDispatcher;
import io.nightjar.kernels.select.TestBackends;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** With bounds from call to call, an assignment has the bits of the full one. */
final class BoundedAssignmentTest {
  private static final int STEPS = 12;

  private final CountingDispatcher plain = TestBackends.scalar();
  private final CountingDispatcher simd = TestBackends.simd();

  @ParameterizedTest(name = "{0} rows, {1} columns, {2} centroids, centre {3} (seed {0} + {2})")
  @CsvSource({
    "0, 3, 400, 0",
    "1, 1, 1100, 0",
    "17, 4, 300, 0",
    "1023, 2, 600, 0",
    "1025, 5, 256, 0",
    "3000, 28, 128, 0",
    "2500, 130, 40, 0",
    "4097, 2, 520, -40",
    "1500, 3, 350, 1e6",
    "1500, 3, 350, 3e7",
    "800, 2, 31, 0"
  })
  void givesTheBitsOfTheFullOne(int rows, int columns, int count, double centre) {
    MadeClusters made = new MadeClusters(rows + count);
    ColumnBlock block = made.rows(rows, columns, centre, 1);
    same(block, made.centroids(count, columns, centre, 1), made.weights(rows));
  }

  /** Centroids on a grid of halves, rows on one of quarters: many lie in the middle of several. */
  @ParameterizedTest(name = "{0} columns, a grid of {1}, {2} twins")
  @CsvSource({"1, 1100, 0", "1, 1100, 3", "2, 33, 0", "2, 33, 2", "3, 8, 0"})
  void keepsTiesAndTwins(int columns, int side, int twins) {
    Random random = new Random(columns + side);
    float[][] x = new float[columns][3000];
    for (float[] column : x) {
      for (int i = 0; i < column.length; i++) {
        column[i] = random.nextInt(2 * side) / 4f;
      }
    }
    float[] values = grid(columns, side);
    System.arraycopy(values, 0, values, 7 * columns, twins * columns);
    Centroids centroids = new Centroids(values.length / columns, columns, values);
    same(new ColumnBlock(3000, x), centroids, new MadeClusters(1).weights(3000));
  }

  private static float[] grid(int columns, int side) {
    int count = (int) Math.pow(side, columns);
    float[] values = new float[count * columns];
    for (int c = 0; c < count; c++) {
      int rest = c;
      for (int j = 0; j < columns; j++) {
        values[c * columns + j] = (rest % side) / 2f;
        rest /= side;
      }
    }
    return values;
  }

  /** Centroids that hardly move, across the rows that lie in the middle between two of them. */
  @Test
  void seesTheLeastMoveThatChangesARow() {
    int rows = 1200;
    float[] x = new float[rows];
    float[] values = new float[rows];
    for (int i = 0; i < rows; i++) {
      x[i] = i + (i % 4 == 0 ? 0.5f : 0.25f);
      values[i] = i;
    }
    ColumnBlock block = new ColumnBlock(rows, new float[][] {x});
    RowBounds bounds = new RowBounds(rows);
    plain.drain();
    for (int step = 0; step < 20; step++) {
      for (int c = step % 2; c < rows; c += 3) {
        values[c] += step % 4 < 2 ? Math.ulp(values[c]) : -Math.ulp(values[c]);
      }
      Centroids moved = new Centroids(rows, 1, values.clone());
      step(plain, block, moved, RowWeights.equal(), bounds);
    }
    assertThat(plain.drain().get(0).spared()).isEqualTo(19L * rows * 3 / 4);
  }

  @Test
  void sparesMostRowsOfGroupsThatAreFound() {
    MadeClusters made = new MadeClusters(5);
    int rows = 6400;
    float[] places = made.centroids(64, 16, 0, 10).values();
    ColumnBlock block = made.rows(rows, 16, 0, 1);
    for (int j = 0; j < 16; j++) {
      for (int i = 0; i < rows; i++) {
        block.column(j)[i] += places[(i % 64) * 16 + j];
      }
    }
    for (CountingDispatcher kernels : new CountingDispatcher[] {plain, simd}) {
      kernels.drain();
      lloyd(kernels, block, new Centroids(64, 16, places), RowWeights.equal());
      long searched = 2L * (STEPS + 1) * rows - kernels.drain().get(0).spared();
      // The full assignments, and with bounds the first, which has none.
      assertThat(searched).isBetween((STEPS + 2L) * rows, (STEPS + 3L) * rows);
    }
  }

  /** As a cluster that is empty does when it is given a row. */
  @Test
  void followsACentroidThatLeapsIntoAnotherGroup() {
    MadeClusters made = new MadeClusters(4);
    ColumnBlock block = made.rows(3000, 3, 0, 1);
    float[] values = made.centroids(350, 3, 0, 1).values();
    RowBounds bounds = new RowBounds(3000);
    for (int leap = 0; leap < 9; leap++) {
      step(plain, block, new Centroids(350, 3, values.clone()), RowWeights.equal(), bounds);
      for (int j = 0; j < 3; j++) {
        values[leap * 3 + j] = block.column(j)[leap];
      }
    }
  }

  @Test
  void neverSparesRowsOfFewDifferences() {
    MadeClusters made = new MadeClusters(6);
    lloyd(plain, made.rows(2000, 16, 0, 1), made.centroids(63, 16, 0, 1), RowWeights.equal());
    assertThat(plain.drain()).allMatch(use -> use.spared() == 0);
  }

  @Test
  void takesBoundsOfOtherCentroidsForNone() {
    MadeClusters made = new MadeClusters(8);
    ColumnBlock block = made.rows(1000, 3, 0, 1);
    RowBounds bounds = new RowBounds(1000);
    for (int count : new int[] {400, 350, 350, 700, 7, 350}) {
      step(plain, block, made.centroids(count, 3, 0, 1), RowWeights.equal(), bounds);
    }
  }

  @Test
  void givesTheRowsOfTheDeviceWhetherOrNotThereAreBounds() {
    MadeClusters made = new MadeClusters(9);
    ColumnBlock block = made.rows(1200, 6, 0, 1);
    Centroids centroids = made.centroids(200, 6, 0, 1);
    lloyd(TestBackends.openCl(), block, centroids, made.weights(1200));
  }

  @Test
  void rejectsBoundsOfAnotherBlock() {
    MadeClusters made = new MadeClusters(1);
    ColumnBlock block = made.rows(4, 2, 0, 1);
    Centroids centroids = made.centroids(3, 2, 0, 1);
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                new ClusterKernels(plain)
                    .assign(
                        block,
                        centroids,
                        RowWeights.equal(),
                        ClusterSums.zero(4, centroids),
                        new RowBounds(5)))
        .withMessage("bounds has length 5; must be 4");
  }

  private void same(ColumnBlock block, Centroids centroids, RowWeights weights) {
    lloyd(plain, block, centroids, weights);
    lloyd(simd, block, centroids, weights);
  }

  /** Steps of Lloyd's algorithm, each with bounds and without. */
  private static void lloyd(
      CountingDispatcher kernels, ColumnBlock block, Centroids start, RowWeights weights) {
    RowBounds bounds = new RowBounds(block.rows());
    Centroids centroids = start;
    for (int step = 0; step <= STEPS; step++) {
      ClusterSums sums = step(kernels, block, centroids, weights, bounds);
      centroids = means(centroids, sums);
    }
  }

  private static ClusterSums step(
      CountingDispatcher dispatcher,
      ColumnBlock block,
      Centroids centroids,
      RowWeights weights,
      RowBounds bounds) {
    ClusterKernels kernels = new ClusterKernels(dispatcher);
    ClusterSums full = ClusterSums.zero(block.rows(), centroids);
    ClusterSums bounded = ClusterSums.zero(block.rows(), centroids);
    double inertia = kernels.assign(block, centroids, weights, full);
    assertThat(kernels.assign(block, centroids, weights, bounded, bounds)).isEqualTo(inertia);
    assertThat(bounded.nearest()).isEqualTo(full.nearest());
    assertThat(bounded.sums()).isEqualTo(full.sums());
    assertThat(bounded.weights()).isEqualTo(full.weights());
    return full;
  }

  private static Centroids means(Centroids before, ClusterSums sums) {
    int d = before.columns();
    float[] values = before.values().clone();
    for (int at = 0; at < values.length; at++) {
      double weight = sums.weights()[at / d];
      values[at] = weight > 0 ? (float) (sums.sums()[at] / weight) : values[at];
    }
    return new Centroids(before.count(), d, values);
  }
}
