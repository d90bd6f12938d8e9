package io.nightjar.jobs.benchmark.peers;

import static org.apache.spark.ml.functions.vector_to_array;
import static org.apache.spark.sql.functions.col;

import io.nightjar.jobs.benchmark.cases.BenchTable;
import io.nightjar.jobs.benchmark.cases.Contestant;
import io.nightjar.jobs.benchmark.cases.Judge;
import io.nightjar.jobs.benchmark.cases.TrainCase;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.apache.spark.ml.Estimator;
import org.apache.spark.ml.Model;
import org.apache.spark.ml.classification.LogisticRegressionModel;
import org.apache.spark.ml.feature.PCAModel;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.regression.LinearRegressionModel;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** An estimator of Spark ML in the same JVM, on vectors that are put together already. */
public final class MllibContestant implements Contestant {
  private static final String SCORE = "score";

  private final SparkSession spark;
  private final TrainCase bench;
  private final BenchTable table;
  private final TrainCase.Peer peer;

  public MllibContestant(
      SparkSession spark, TrainCase bench, BenchTable table, TrainCase.Peer peer) {
    this.spark = spark;
    this.bench = bench;
    this.table = table;
    this.peer = peer;
  }

  @Override
  public String name() {
    return peer.name() + " " + spark.version();
  }

  @Override
  public Fit fit() {
    Estimator<?> estimator = peer.estimator().get();
    Supplier<Model<?>> training = () -> (Model<?>) estimator.fit(rows());
    return Fit.timed(training, this::judge);
  }

  private Dataset<Row> rows() {
    return bench.rows() == TrainCase.Rows.COLD
        ? BenchTable.assembled(table.columns(), table.cold(spark))
        : table.assembled();
  }

  private Accuracy judge(Model<?> model) {
    if (model instanceof LogisticRegressionModel logistic) {
      return linear(
          logistic.coefficients(), logistic.intercept(), logistic.summary().totalIterations());
    }
    if (model instanceof LinearRegressionModel linear) {
      return linear(linear.coefficients(), linear.intercept(), linear.summary().totalIterations());
    }
    if (model instanceof PCAModel pca) {
      double[][] loadings = new double[pca.getK()][];
      for (int c = 0; c < loadings.length; c++) {
        int component = c;
        loadings[c] =
            IntStream.range(0, pca.pc().numRows())
                .mapToDouble(j -> pca.pc().apply(j, component))
                .toArray();
      }
      return new Accuracy(Judge.explained(table.assembled(), loadings), "");
    }
    Dataset<Row> scored =
        model
            .transform(table.assembledTest())
            .withColumn(SCORE, vector_to_array(col("probability"), "float64").getItem(1));
    return new Accuracy(Judge.auc(scored, SCORE), "");
  }

  private Accuracy linear(Vector coefficients, double intercept, int iterations) {
    Judge.Linear model = new Judge.Linear(coefficients.toArray(), intercept);
    return new Accuracy(bench.measure().of(table, model), iterations + " iterations");
  }
}
