package io.nightjar.jobs.benchmark.peers;

import io.nightjar.jobs.benchmark.cases.BenchTable;
import io.nightjar.jobs.benchmark.cases.Contestant;
import io.nightjar.jobs.benchmark.cases.Judge;
import io.nightjar.jobs.benchmark.cases.TrainCases;
import java.util.Arrays;
import java.util.function.Supplier;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.function.Function;
import org.apache.spark.mllib.clustering.KMeans;
import org.apache.spark.mllib.clustering.KMeansModel;
import org.apache.spark.mllib.linalg.Vector;
import org.apache.spark.mllib.linalg.Vectors;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.storage.StorageLevel;

/**
 * MLlib's k-means on cached vectors. It starts from the centroids that our first iteration gave and
 * takes one iteration fewer, so that both go the same way; what our own initialisation and first
 * iteration take is spared it.
 */
public final class MllibKMeansContestant implements Contestant {
  private final SparkSession spark;
  private final BenchTable table;
  private final JavaRDD<Vector> vectors;
  private final KMeansModel start;

  /**
   * Puts the vectors in memory.
   *
   * @param centroids to start from, one a row
   */
  public MllibKMeansContestant(SparkSession spark, BenchTable table, double[][] centroids) {
    this.spark = spark;
    this.table = table;
    Function<Row, Vector> vector = row -> Vectors.fromML(row.getAs(0));
    this.vectors =
        table
            .assembled()
            .select(BenchTable.FEATURES)
            .javaRDD()
            .map(vector)
            .persist(StorageLevel.MEMORY_ONLY());
    vectors.count();
    this.start =
        new KMeansModel(Arrays.stream(centroids).map(Vectors::dense).toArray(Vector[]::new));
  }

  @Override
  public String name() {
    return "MLlib " + spark.version();
  }

  @Override
  public Fit fit() {
    int iterations = TrainCases.LLOYD_ITERATIONS - 1;
    Supplier<KMeansModel> training =
        () ->
            new KMeans()
                .setK(TrainCases.CLUSTERS)
                .setMaxIterations(iterations)
                .setEpsilon(0)
                .setInitialModel(start)
                .run(vectors.rdd());
    return Fit.timed(training, model -> judge(model, iterations));
  }

  private Accuracy judge(KMeansModel model, int iterations) {
    double[][] centroids =
        Arrays.stream(model.clusterCenters()).map(Vector::toArray).toArray(double[][]::new);
    return new Accuracy(
        Judge.inertia(table.assembled(), centroids), iterations + " iterations, from ours after 1");
  }

  @Override
  public void close() {
    vectors.unpersist(true);
  }
}
