package io.nightjar.spark.train.kmeans;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.nightjar.kernels.cluster.Centroids;
import io.nightjar.model.unlabelled.FeatureScaling;
import io.nightjar.spark.SparkFixture;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.mllib.clustering.KMeans;
import org.apache.spark.mllib.clustering.KMeansModel;
import org.apache.spark.mllib.linalg.Vector;
import org.apache.spark.mllib.linalg.Vectors;
import org.junit.jupiter.api.Test;

class LloydTest {
  private static final float[][] ROWS = Blobs.rows(3001, 7, 9, 1.5);

  @Test
  void movesCentroidsAsTheNaiveLoopsDo() {
    float[][] start = Arrays.copyOf(ROWS, 12);
    double[][] naive = Blobs.lloyd(ROWS, null, start, 8);
    Lloyd.Result result = new Lloyd(Blobs.local(ROWS, null, 3, 500), 8, 1e-300).from(of(start));
    assertThat(result.iterations()).isEqualTo(8);
    assertThat(result.settled()).isFalse();
    assertClose(result.centroids(), naive, 1e-5);
    assertThat(result.totals().inertia())
        .isCloseTo(Blobs.inertia(ROWS, null, naive), within(1e-5 * result.totals().inertia()));
  }

  @Test
  void weighsRows() {
    Random random = new Random(3);
    double[] weights = random.doubles(ROWS.length, 0, 3).toArray();
    weights[5] = 0;
    float[][] start = Arrays.copyOf(ROWS, 5);
    double[][] naive = Blobs.lloyd(ROWS, weights, start, 5);
    Lloyd.Result result = new Lloyd(Blobs.local(ROWS, weights, 2, 900), 5, 1e-300).from(of(start));
    assertClose(result.centroids(), naive, 1e-5);
    assertThat(Arrays.stream(result.totals().weights()).sum())
        .isCloseTo(Arrays.stream(weights).sum(), within(1e-9));
  }

  /** MLlib takes the same steps from the same start; its centroids are float64. */
  @Test
  void reachesTheInertiaThatSparkReaches() {
    Lloyd.Result result =
        new Lloyd(Blobs.local(ROWS, null, 4, 256), 20, 1e-300).from(of(Arrays.copyOf(ROWS, 16)));
    List<Vector> vectors = Arrays.stream(ROWS).map(row -> Vectors.dense(Blobs.wide(row))).toList();
    JavaSparkContext context = new JavaSparkContext(SparkFixture.session().sparkContext());
    KMeansModel start = new KMeansModel(vectors.subList(0, 16).toArray(Vector[]::new));
    KMeansModel peer =
        new KMeans()
            .setK(16)
            .setMaxIterations(20)
            .setEpsilon(0)
            .setInitialModel(start)
            .run(context.parallelize(vectors, 3).rdd());
    double[][] centres =
        Arrays.stream(peer.clusterCenters()).map(Vector::toArray).toArray(double[][]::new);
    double inertia = Blobs.inertia(ROWS, null, centres);
    assertThat(result.totals().inertia()).isCloseTo(inertia, within(1e-3 * inertia));
  }

  @Test
  void stopsWhereNothingMoves() {
    Lloyd.Result result =
        new Lloyd(Blobs.local(ROWS, null, 1, 4096), 500, 1e-300).from(of(Arrays.copyOf(ROWS, 9)));
    assertThat(result.settled()).isTrue();
    Lloyd.Result again =
        new Lloyd(Blobs.local(ROWS, null, 1, 4096), 500, 1e-300).from(result.centroids());
    assertThat(again.iterations()).isZero();
    assertThat(again.centroids().values()).isEqualTo(result.centroids().values());
  }

  @Test
  void givesAnEmptyClusterTheFarthestRow() {
    float[][] rows = {{0, 0}, {1, 0}, {0, 1}, {50, 50}, {1, 1}, {-20, 0}};
    Lloyd lloyd = new Lloyd(Blobs.local(rows, null, 2, 2), 50, 1e-9);
    float[] same = {0, 0};
    Lloyd.Result result = lloyd.from(of(new float[][] {same, same, same}));
    assertThat(result.refilled()).isEqualTo(2);
    assertThat(result.totals().weights()).containsExactly(4, 1, 1);
    assertThat(Arrays.copyOfRange(result.centroids().values(), 2, 6))
        .containsExactly(50, 50, -20, 0);
  }

  @Test
  void leavesAClusterEmptyWhereEveryRowLiesOnItsCentroid() {
    float[][] rows = {{1, 2}, {1, 2}, {3, 4}};
    Lloyd lloyd = new Lloyd(Blobs.local(rows, null, 1, 8), 50, 1e-9);
    Lloyd.Result result = lloyd.from(of(new float[][] {{1, 2}, {3, 4}, {9, 9}}));
    assertThat(result.settled()).isTrue();
    assertThat(result.totals().weights()).containsExactly(2, 1, 0);
    assertThat(KMeansResults.of(result, FeatureScaling.none(2), List.of()).warnings())
        .containsExactly(
            "1 of 3 clusters have no training rows; ask for fewer with model.clusters");
  }

  private static Centroids of(float[][] rows) {
    return DrawnRows.centroids(List.of(rows), rows[0].length);
  }

  private static void assertClose(Centroids centroids, double[][] naive, double tolerance) {
    for (int c = 0; c < naive.length; c++) {
      for (int j = 0; j < naive[c].length; j++) {
        assertThat((double) centroids.values()[c * centroids.columns() + j])
            .isCloseTo(naive[c][j], within(tolerance));
      }
    }
  }
}
