package io.nightjar.kernels.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.nightjar.kernels.block.ColumnBlock;
import io.nightjar.kernels.block.ManyThreads;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@link ClusterKernels#assign} promises, on every backend. */
abstract class AssignmentContract {
  private static final long SEED = 20261126;

  /** The kernels under test; a backend that isn't here skips visibly. */
  abstract ClusterKernels kernels();

  /** Relative to the sum of absolute terms, for one more row and column. */
  double tolerance() {
    return 1e-12;
  }

  @ParameterizedTest(name = "{0} rows, {1} columns, {2} centroids (seed {0} + {1} + {2})")
  @CsvSource({
    "0, 3, 2",
    "1, 1, 1",
    "1, 2, 3",
    "3, 28, 4",
    "3, 2, 5",
    "63, 28, 8",
    "64, 28, 64",
    "65, 130, 9",
    "1000, 130, 65",
    "1000, 1, 7",
    "1024, 4, 4",
    "1025, 5, 129",
    "4097, 2, 300",
    "1000003, 1, 3",
    "1000003, 2, 5"
  })
  void findsTheNearestAndAddsTheirSums(int rows, int columns, int count) {
    MadeClusters made = new MadeClusters(rows + columns + count);
    check(
        made.rows(rows, columns, 0.5, 2),
        made.centroids(count, columns, 0.5, 2),
        made.weights(rows));
  }

  @ParameterizedTest(name = "{0} rows, {1} columns")
  @MethodSource("io.nightjar.kernels.block.ContractShapes#all")
  void findsTheNearestOnEveryShape(int rows, int columns) {
    findsTheNearestAndAddsTheirSums(rows, columns, 5);
  }

  @ParameterizedTest(name = "centre {0}, spread {1}")
  @CsvSource({"1e6, 1", "-3e7, 100", "1e6, 0.05", "0, 1e-20", "0, 1e15", "1e30, 1e25", "0, 1e38"})
  void findsTheNearestHoweverFarOffZeroTheDataLies(double centre, double spread) {
    MadeClusters made = new MadeClusters(SEED);
    check(
        finite(made.rows(500, 6, centre, spread)),
        made.centroids(9, 6, centre, spread / 2),
        RowWeights.equal());
  }

  /** Values beyond float32 become its greatest ones. */
  private static ColumnBlock finite(ColumnBlock block) {
    for (float[] column : block.arrays()) {
      for (int i = 0; i < column.length; i++) {
        column[i] = Math.max(-Float.MAX_VALUE, Math.min(Float.MAX_VALUE, column[i]));
      }
    }
    return block;
  }

  @Test
  void findsTheNearestOfFarGroupsOfCloseCentroids() {
    MadeClusters made = new MadeClusters(SEED);
    ColumnBlock block = made.rows(900, 3, 0, 1);
    float[] values = made.centroids(12, 3, 0, 1).values();
    for (int c = 0; c < 12; c += 2) {
      values[c * 3] += 1e7f;
    }
    for (int i = 0; i < 900; i += 3) {
      block.column(0)[i] += 1e7f;
    }
    check(block, new Centroids(12, 3, values), RowWeights.equal());
  }

  @Test
  void givesTiesToTheLowerIndex() {
    ColumnBlock block = new ColumnBlock(3, new float[][] {{0, 2, 1}, {0, 0, 0}});
    Centroids twice = new Centroids(5, 2, new float[] {9, 9, 0, 0, 2, 0, -0f, -0f, 2, 0});
    ClusterSums out = ClusterSums.zero(3, twice);
    assertThat(kernels().assign(block, twice, RowWeights.equal(), out)).isEqualTo(1);
    assertThat(out.nearest()).containsExactly(1, 2, 1);
    assertThat(out.weights()).containsExactly(0, 2, 1, 0, 0);
    assertThat(out.sums()).containsExactly(0, 0, 1, 0, 2, 0, 0, 0, 0, 0);
  }

  @ParameterizedTest
  @ValueSource(floats = {0f, -7.25f, 1e-40f, 3e38f})
  void takesRowsThatAreAllEqual(float value) {
    float[] column = new float[500];
    Arrays.fill(column, value);
    ColumnBlock block = new ColumnBlock(500, new float[][] {column, column});
    Centroids centroids =
        new Centroids(3, 2, new float[] {0, value, value, value, Float.MIN_VALUE, 1});
    check(block, centroids, RowWeights.equal());
  }

  @Test
  void giveEveryRowOfNoColumnsToTheFirst() {
    Centroids centroids = new Centroids(3, 0, new float[0]);
    ClusterSums out = ClusterSums.zero(5, centroids);
    ColumnBlock block = new ColumnBlock(5, new float[0][]);
    assertThat(kernels().assign(block, centroids, RowWeights.equal(), out)).isZero();
    assertThat(out.nearest()).containsOnly(0);
    assertThat(out.weights()).containsExactly(5, 0, 0);
  }

  @Test
  void addsToWhatIsThereAndTakesOnlyTheFirstRowsOfLongerArrays() {
    ColumnBlock block = new ColumnBlock(2, new float[][] {{1, 4, Float.NaN}});
    Centroids centroids = new Centroids(2, 1, new float[] {0, 4});
    ClusterSums out =
        new ClusterSums(new int[] {7, 7, 7}, new double[] {10, 20}, new double[] {1, 2});
    RowWeights weights = new RowWeights(new double[] {2, 3, 99});
    assertThat(kernels().assign(block, centroids, weights, out)).isEqualTo(2);
    assertThat(out.nearest()).containsExactly(0, 1, 7);
    assertThat(out.sums()).containsExactly(12, 32);
    assertThat(out.weights()).containsExactly(3, 5);
  }

  @Test
  void repeatsItselfBitForBit() {
    MadeClusters made = new MadeClusters(SEED);
    ColumnBlock block = made.rows(10_007, 7, 3, 1);
    Centroids centroids = made.centroids(11, 7, 3, 1);
    RowWeights weights = made.weights(10_007);
    ClusterSums first = ClusterSums.zero(10_007, centroids);
    ClusterSums second = ClusterSums.zero(10_007, centroids);
    double inertia = kernels().assign(block, centroids, weights, first);
    assertThat(kernels().assign(block, centroids, weights, second)).isEqualTo(inertia);
    assertThat(second.nearest()).isEqualTo(first.nearest());
    assertThat(second.sums()).isEqualTo(first.sums());
    assertThat(second.weights()).isEqualTo(first.weights());
  }

  @Test
  void eightThreadsGetWhatOneGets() throws Exception {
    MadeClusters made = new MadeClusters(SEED);
    List<Runnable> jobs = new ArrayList<>();
    for (int t = 0; t < 8; t++) {
      int rows = 2000 + t * 37;
      ColumnBlock block = made.rows(rows, 6, 0, 1);
      Centroids centroids = made.centroids(3 + t, 6, 0, 1);
      RowWeights weights = made.weights(rows);
      jobs.add(() -> check(block, centroids, weights));
    }
    ManyThreads.atOnce(jobs);
  }

  @Test
  void rejectsNumbersThatAreNotFinite() {
    Centroids centroids = new Centroids(1, 1, new float[1]);
    ColumnBlock nan = new ColumnBlock(2, new float[][] {{0, Float.NaN}});
    assertThatIllegalArgumentException()
        .isThrownBy(() -> kernels().assign(nan, centroids, RowWeights.equal(), zero(2)))
        .withMessage(
            "column 0, row 1 is NaN; every feature must be finite: fill missing values first");
    ColumnBlock infinite = new ColumnBlock(1, new float[][] {{Float.NEGATIVE_INFINITY}});
    assertThatIllegalArgumentException()
        .isThrownBy(() -> kernels().assign(infinite, centroids, RowWeights.equal(), zero(1)))
        .withMessage(
            "column 0, row 0 is -Infinity; every feature must be finite: fill missing values"
                + " first");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Centroids(1, 2, new float[] {0, Float.POSITIVE_INFINITY}))
        .withMessage("centroid value 1 is Infinity; must be finite");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new RowWeights(new double[] {1, -0.5}))
        .withMessage("the weight of row 1 is -0.5; must be finite and at least 0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new RowWeights(new double[] {Double.NaN}))
        .withMessage("the weight of row 0 is NaN; must be finite and at least 0");
  }

  @Test
  void rejectsWrongShapes() {
    ColumnBlock block = new ColumnBlock(2, new float[][] {{0, 1}});
    Centroids centroids = new Centroids(1, 1, new float[1]);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Centroids(0, 1, new float[0]))
        .withMessage("the number of centroids is 0; must be 1..1048576");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Centroids(2, 3, new float[5]))
        .withMessage("values has length 5; must be 6");
    Centroids wide = new Centroids(1, 2, new float[2]);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> kernels().assign(block, wide, RowWeights.equal(), zero(2)))
        .withMessage("a centroid has length 2; must be 1");
    RowWeights one = new RowWeights(new double[1]);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> kernels().assign(block, centroids, one, zero(2)))
        .withMessage("weights has length 1; must be at least 2");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> kernels().assign(block, centroids, RowWeights.equal(), zero(1)))
        .withMessage("nearest has length 1; must be at least 2");
    ClusterSums sums = new ClusterSums(new int[2], new double[2], new double[1]);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> kernels().assign(block, centroids, RowWeights.equal(), sums))
        .withMessage("sums has length 2; must be 1");
    ClusterSums weights = new ClusterSums(new int[2], new double[1], new double[3]);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> kernels().assign(block, centroids, RowWeights.equal(), weights))
        .withMessage("cluster weights has length 3; must be 1");
  }

  private static ClusterSums zero(int rows) {
    return ClusterSums.zero(rows, new Centroids(1, 1, new float[1]));
  }

  private void check(ColumnBlock block, Centroids centroids, RowWeights weights) {
    ClusterSums out = ClusterSums.zero(block.rows(), centroids);
    double inertia = kernels().assign(block, centroids, weights, out);
    checkNearest(block, centroids, out.nearest());
    NaiveClusters naive = new NaiveClusters(block, centroids, weights, out.nearest());
    double allowed = tolerance() * (8 + centroids.columns());
    assertThat(inertia).isCloseTo(naive.inertia, within(allowed * naive.inertia));
    for (int e = 0; e < naive.sums.length; e++) {
      assertThat(out.sums()[e]).isCloseTo(naive.sums[e], within(allowed * naive.sumScale[e]));
    }
    for (int c = 0; c < centroids.count(); c++) {
      assertThat(out.weights()[c]).isCloseTo(naive.weights[c], within(allowed * naive.weights[c]));
    }
  }

  /** The nearest, or one that rounding of float64 can't tell from it. */
  private static void checkNearest(ColumnBlock block, Centroids centroids, int[] got) {
    for (int i = 0; i < block.rows(); i++) {
      int nearest = NaiveClusters.nearest(block, i, centroids);
      if (got[i] != nearest) {
        double least = NaiveClusters.distance(block, i, centroids, nearest);
        assertThat(NaiveClusters.distance(block, i, centroids, got[i]))
            .as("row %d, %d in place of %d", i, got[i], nearest)
            .isCloseTo(least, within(1e-13 * least));
      }
    }
  }
}
