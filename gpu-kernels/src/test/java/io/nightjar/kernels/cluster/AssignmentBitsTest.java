package io.nightjar.kernels.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightjar.kernels.block.ColumnBlock;
import io.nightjar.kernels.select.TestBackends;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** With or without the vector API, clusters have the same bits; the nearest also on a device. */
final class AssignmentBitsTest {
  private final ClusterKernels plain = new ClusterKernels(TestBackends.scalar());
  private final ClusterKernels simd = new ClusterKernels(TestBackends.simd());

  @ParameterizedTest(name = "{0} rows, {1} columns, {2} centroids, centre {3}")
  @CsvSource({
    "1, 1, 1, 0",
    "15, 3, 2, 0",
    "16, 4, 4, 0",
    "17, 5, 5, 0",
    "255, 7, 63, 0",
    "1000, 28, 64, 0",
    "1023, 13, 65, 1e6",
    "2051, 31, 8, 1e7",
    "5000, 130, 130, -40"
  })
  void areTheSame(int rows, int columns, int count, double centre) {
    MadeClusters made = new MadeClusters(rows);
    ColumnBlock block = made.rows(rows, columns, centre, 1);
    Centroids centroids = made.centroids(count, columns, centre, 1);
    RowWeights weights = made.weights(rows);
    ClusterSums one = ClusterSums.zero(rows, centroids);
    ClusterSums other = ClusterSums.zero(rows, centroids);
    double inertia = plain.assign(block, centroids, weights, one);
    assertThat(simd.assign(block, centroids, weights, other)).isEqualTo(inertia);
    assertThat(other.nearest()).isEqualTo(one.nearest());
    assertThat(other.sums()).isEqualTo(one.sums());
    assertThat(other.weights()).isEqualTo(one.weights());
    new ClusterKernels(TestBackends.openCl()).assign(block, centroids, weights, other);
    assertThat(other.nearest()).isEqualTo(one.nearest());
  }
}
