package io.nightjar.jobs.benchmark.cases;

import io.nightjar.jobs.benchmark.cases.TrainCase.Measure;
import io.nightjar.jobs.benchmark.cases.TrainCase.Peer;
import io.nightjar.jobs.benchmark.cases.TrainCase.Rows;
import java.util.List;
import org.apache.spark.ml.classification.LogisticRegression;
import org.apache.spark.ml.classification.MultilayerPerceptronClassifier;
import org.apache.spark.ml.feature.PCA;
import org.apache.spark.ml.regression.LinearRegression;

/** All cases, in the order in which they run. */
public final class TrainCases {
  private static final MadeRows ALIKE = MadeRows.of(28);
  private static final MadeRows SPREAD = ALIKE.spread(6);
  private static final MadeRows TIED = SPREAD.tied(0.99);
  private static final MadeRows WIDER = MadeRows.of(32);
  private static final int COMPONENTS = 8;

  /** k of the case of clusters. */
  public static final int CLUSTERS = 64;

  /** Iterations of Lloyd's algorithm in that case. */
  public static final int LLOYD_ITERATIONS = 20;

  /** Factors of the case of ratings. */
  public static final int RANK = 32;

  /** Iterations of that case. */
  public static final int ALTERNATIONS = 5;

  /** λ of that case. */
  public static final double RATING_LAMBDA = 0.05;

  /** Both sides go on until they are at the optimum; the objective reached is printed. */
  private static final double TOLERANCE = 1e-10;

  private static final int ITERATIONS = 200;

  private TrainCases() {}

  /** All of them. */
  public static List<TrainCase> all() {
    return List.of(
        logistic("logistic", "28 columns, cached", ALIKE, Rows.CACHED),
        logistic("logistic-cold", "28 columns, from Parquet", ALIKE, Rows.COLD),
        logistic("logistic-scales", "scales 10^-3 to 10^3, cached", SPREAD, Rows.CACHED),
        logistic("logistic-ill", "the same, columns 0.99 tied, cached", TIED, Rows.CACHED),
        linear(),
        TreeCases.boosted(),
        TreeCases.boostedDeep(),
        TreeCases.missing(),
        TreeCases.categories(),
        TreeCases.forest(),
        network(),
        kmeans(),
        pca(),
        als());
  }

  /** Those that are fitted on larger tables too, all on one shape. */
  public static List<TrainCase> scaled() {
    return List.of(named("logistic"), linear(), TreeCases.boosted(), kmeans().on(ALIKE));
  }

  /** Their shape with so many times the columns. */
  public static MadeRows widened(int times) {
    return MadeRows.of(times * ALIKE.columns());
  }

  /** The case of a name that there is. */
  public static TrainCase named(String name) {
    return all().stream().filter(one -> one.name().equals(name)).findFirst().orElseThrow();
  }

  /** The peer starts where our own first iteration ended, so that both go the same way. */
  private static TrainCase kmeans() {
    return new TrainCase(
        "kmeans",
        "k = " + CLUSTERS + ", " + LLOYD_ITERATIONS + " iterations, 32 columns, cached",
        WIDER,
        Rows.CACHED,
        Measure.INERTIA,
        "type = kmeans, clusters = %d, max-iterations = %d, tolerance = 1e-300, standardize = false"
            .formatted(CLUSTERS, LLOYD_ITERATIONS),
        List.of(),
        null);
  }

  private static TrainCase als() {
    return new TrainCase(
        "als",
        "rank " + RANK + ", " + ALTERNATIONS + " iterations, 50 ratings a user, cached",
        null,
        Rows.CACHED,
        Measure.RMSE,
        "type = als, rank = %d, iterations = %d, lambda = %s"
            .formatted(RANK, ALTERNATIONS, RATING_LAMBDA),
        List.of(),
        null);
  }

  private static TrainCase pca() {
    Peer mllib =
        new Peer(
            "Spark ML",
            () ->
                new PCA()
                    .setInputCol(BenchTable.FEATURES)
                    .setOutputCol("components")
                    .setK(COMPONENTS));
    return new TrainCase(
        "pca",
        COMPONENTS + " components of 32 columns, cached",
        WIDER,
        Rows.CACHED,
        Measure.EXPLAINED,
        "type = pca, standardize = false, components = " + COMPONENTS,
        List.of(mllib),
        null);
  }

  private static TrainCase logistic(String name, String what, MadeRows shape, Rows rows) {
    Peer mllib =
        new Peer(
            "Spark ML",
            () ->
                new LogisticRegression()
                    .setFeaturesCol(BenchTable.FEATURES)
                    .setLabelCol(MadeRows.CLASS)
                    .setRegParam(0)
                    .setTol(TOLERANCE)
                    .setMaxIter(ITERATIONS));
    return new TrainCase(
        name,
        what,
        shape,
        rows,
        Measure.LOG_LOSS,
        "type = logistic, lambda = 0, tolerance = " + TOLERANCE + ", max-iterations = 200",
        List.of(mllib),
        null);
  }

  private static TrainCase linear() {
    return new TrainCase(
        "linear",
        "28 columns, cached",
        ALIKE,
        Rows.CACHED,
        Measure.SQUARES,
        "type = linear, lambda = 0",
        List.of(
            new Peer("Spark ML l-bfgs", () -> leastSquares("l-bfgs")),
            new Peer("Spark ML normal", () -> leastSquares("normal"))),
        null);
  }

  private static LinearRegression leastSquares(String solver) {
    return new LinearRegression()
        .setFeaturesCol(BenchTable.FEATURES)
        .setLabelCol(MadeRows.NUMBER)
        .setSolver(solver)
        .setRegParam(0)
        .setTol(TOLERANCE)
        .setMaxIter(ITERATIONS);
  }

  /** Ours has one output, the margin of the second class against the first, Spark ML's two. */
  private static TrainCase network() {
    Peer mllib =
        new Peer(
            "Spark ML",
            () ->
                new MultilayerPerceptronClassifier()
                    .setFeaturesCol(BenchTable.FEATURES)
                    .setLabelCol(MadeRows.CLASS)
                    .setLayers(new int[] {28, 64, 2})
                    .setTol(TOLERANCE)
                    .setMaxIter(50)
                    .setSeed(1));
    return new TrainCase(
        "mlp",
        "28-64-2 sigmoid units, 50 iterations over all rows, cached",
        ALIKE,
        Rows.CACHED,
        Measure.AUC,
        "type = mlp, hidden-layers = [64], activation = sigmoid, optimizer = l-bfgs, lambda = 0,"
            + " max-iterations = 50, tolerance = "
            + TOLERANCE,
        List.of(mllib),
        null);
  }
}
