package io.nightjar.spark.train.kmeans;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.nightjar.FailureKind;
import io.nightjar.NightjarException;
import io.nightjar.config.model.ModelConfig;
import io.nightjar.kernels.cluster.Centroids;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SeedingTest {
  private static final float[][] ROWS = Blobs.rows(2000, 4, 25, 0.2);

  private static KMeansSpec spec(int clusters, int columns, long seed) {
    return new KMeansSpec(new ModelConfig.KMeans(clusters, 50, 1e-6, 2, false, 0), columns, seed);
  }

  @Test
  void findsTheSameCentroidsHoweverRowsArePartedAndOrdered() {
    Centroids whole = new Seeding(Blobs.local(ROWS, null, 1, 4096), spec(25, 4, 9)).find();
    float[][] shuffled = ROWS.clone();
    Collections.shuffle(Arrays.asList(shuffled), new Random(4));
    Centroids parts = new Seeding(Blobs.local(shuffled, null, 7, 100), spec(25, 4, 9)).find();
    for (int i = 0; i < whole.values().length; i++) {
      assertThat(parts.values()[i]).isCloseTo(whole.values()[i], within(1e-5f));
    }
  }

  @Test
  void drawsAnotherStartWithAnotherSeed() {
    KMeansRows rows = Blobs.local(ROWS, null, 1, 4096);
    assertThat(new Seeding(rows, spec(5, 4, 1)).find().values())
        .isNotEqualTo(new Seeding(rows, spec(5, 4, 2)).find().values());
  }

  /** Plain k-means from rows drawn blindly nearly always leaves some of 25 far blobs out. */
  @Test
  void startsNearEveryBlob() {
    double truth = 2000 * 4 * 0.2 * 0.2;
    for (long seed = 0; seed < 10; seed++) {
      KMeansRows rows = Blobs.local(ROWS, null, 3, 300);
      Centroids start = new Seeding(rows, spec(25, 4, seed)).find();
      assertThat(rows.assign(start).inertia()).as("seed %d", seed).isLessThan(3 * truth);
    }
  }

  @Test
  void drawsDifferentRowsHoweverOftenTheyRepeat() {
    float[][] rows = new float[5000][];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = new float[] {i % 10, i % 10 == 9 ? 100 : 0};
    }
    Centroids start = new Seeding(Blobs.local(rows, null, 4, 128), spec(10, 2, 3)).find();
    Set<Float> first = new HashSet<>();
    for (int c = 0; c < 10; c++) {
      first.add(start.values()[2 * c]);
    }
    assertThat(first).hasSize(10);
  }

  @Test
  void neverDrawsRowsWithoutWeight() {
    float[][] rows = {{1}, {2}, {3}, {1000}};
    Centroids start =
        new Seeding(Blobs.local(rows, new double[] {1, 1, 1, 0}, 1, 9), spec(3, 1, 1)).find();
    assertThat(start.values()).containsExactlyInAnyOrder(1, 2, 3);
  }

  @Test
  void refusesMoreClustersThanThereAreDifferentRows() {
    float[][] rows = {{1, 0}, {2, 0}, {1, -0f}, {2, 0}, {5, 5}};
    KMeansRows local = Blobs.local(rows, new double[] {1, 1, 1, 1, 0}, 2, 2);
    assertThatThrownBy(() -> new Seeding(local, spec(3, 2, 1)).find())
        .isInstanceOf(NightjarException.class)
        .hasMessage(
            "model.clusters: is 3, but the training part has only 2 different rows of weight above 0; must be no more: ask for fewer clusters, or give more rows")
        .extracting(e -> ((NightjarException) e).kind())
        .isEqualTo(FailureKind.DATA);
  }

  /** Chances go with the mass: a row of nine times the mass of another wins nine times of ten. */
  @Test
  void drawsByMass() {
    int wins = 0;
    for (int purpose = 0; purpose < 10_000; purpose++) {
      Draw draw = new Draw(Draw.By.CHANCE, purpose, 1);
      double heavy = draw.rank(1, 9, Double.POSITIVE_INFINITY);
      double light = draw.rank(2, 1, Double.POSITIVE_INFINITY);
      wins += heavy < light ? 1 : 0;
    }
    assertThat(wins).isBetween(8880, 9120);
  }

  @Test
  void choosesOnlyDifferentRowsAndEveryOneWhereAllAreAskedFor() {
    List<float[]> rows = List.of(new float[] {1}, new float[] {2}, new float[] {3});
    List<float[]> chosen = new PlusPlus(rows, new double[] {0, 5, 0}, 7).choose(3);
    assertThat(chosen).containsExactlyInAnyOrderElementsOf(rows);
    assertThat(chosen.get(0)).containsExactly(2);
  }
}
