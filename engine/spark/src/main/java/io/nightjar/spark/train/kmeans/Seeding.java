package io.nightjar.spark.train.kmeans;

import io.nightjar.FailureKind;
import io.nightjar.NightjarException;
import io.nightjar.kernels.Kernels;
import io.nightjar.kernels.backend.BackendPreference;
import io.nightjar.kernels.block.ColumnBlock;
import io.nightjar.kernels.cluster.Centroids;
import io.nightjar.kernels.linear.GlmTarget;
import io.nightjar.spark.train.block.LabelledBlock;
import io.nightjar.spark.train.task.KeyHash;
import io.nightjar.spark.train.task.Workers;
import java.util.ArrayList;
import java.util.List;

/**
 * The first centroids by k-means|| (Bahmani et al., Scalable k-means++, 2012): one row is drawn by
 * weight; in each round 2·k more with chances that go with w·D², D from the nearest one drawn so
 * far; each then weighs what the rows nearest to it do, and k-means++ and Lloyd's algorithm find k
 * clusters among them. A round draws exactly 2·k different rows where there are as many, whereas
 * the paper's draws each row by itself, 2·k on average.
 */
final class Seeding {
  private static final int OVERSAMPLING = 2;
  private static final int MOST_ITERATIONS = 30;
  private static final double TOLERANCE = 1e-4;

  private final KMeansRows rows;
  private final KMeansSpec spec;

  Seeding(KMeansRows rows, KMeansSpec spec) {
    this.rows = rows;
    this.spec = spec;
  }

  /**
   * Finds them.
   *
   * @throws NightjarException of kind DATA where there are fewer different rows than clusters
   */
  Centroids find() {
    List<float[]> drawn = new ArrayList<>(draw(null, 0, 1));
    for (int round = 1; round <= spec.solver().initSteps() && !drawn.isEmpty(); round++) {
      Centroids before = DrawnRows.centroids(drawn, spec.columns());
      drawn.addAll(draw(before, round, OVERSAMPLING * spec.clusters()));
    }
    if (drawn.size() < spec.clusters()) {
      throw NightjarException.of(
          FailureKind.DATA,
          "model.clusters",
          "is %d, but the training part has only %d different rows of weight above 0; must be no more: ask for fewer clusters, or give more rows"
              .formatted(spec.clusters(), drawn.size()));
    }
    Centroids candidates = DrawnRows.centroids(drawn, spec.columns());
    return reduced(drawn, rows.assign(candidates).weights());
  }

  private List<float[]> draw(Centroids centroids, int round, int count) {
    long purpose = KeyHash.mix(spec.seed(), round);
    return rows.draw(centroids, new Draw(Draw.By.CHANCE, purpose, count)).rows();
  }

  /** k of the candidates, moved to the means of those nearest to them. */
  private Centroids reduced(List<float[]> drawn, double[] weights) {
    Centroids start =
        DrawnRows.centroids(
            new PlusPlus(drawn, weights, spec.seed()).choose(spec.clusters()), spec.columns());
    LabelledBlock block =
        new LabelledBlock(columns(drawn), new GlmTarget(new double[drawn.size()], weights));
    try (Workers alone = new Workers(1)) {
      KMeansRows few =
          new LocalRows(List.of(List.of(block)), Kernels.of(BackendPreference.SCALAR), alone);
      return new Lloyd(few, MOST_ITERATIONS, TOLERANCE).from(start).centroids();
    }
  }

  private ColumnBlock columns(List<float[]> drawn) {
    float[][] z = new float[spec.columns()][drawn.size()];
    for (int i = 0; i < drawn.size(); i++) {
      for (int j = 0; j < z.length; j++) {
        z[j][i] = drawn.get(i)[j];
      }
    }
    return new ColumnBlock(drawn.size(), z);
  }
}
