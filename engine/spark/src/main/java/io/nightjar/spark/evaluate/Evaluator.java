package io.nightjar.spark.evaluate;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.posexplode;

import io.nightjar.metrics.BinaryEvaluation;
import io.nightjar.metrics.ClassWeights;
import io.nightjar.metrics.Evaluation;
import io.nightjar.metrics.Metric;
import io.nightjar.metrics.MetricValue;
import io.nightjar.metrics.RankingSums;
import io.nightjar.metrics.preference.FirstPlaces;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.storage.StorageLevel;

/**
 * Exact metrics on all rows: no bins, no sample, and nothing of the size of the data on the driver.
 *
 * <p>Every sum is exact before its one rounding, so the result doesn't depend on partitions, task
 * order or retries, to the last bit. To compare models on the same rows, evaluate the same table
 * once a model, each with its score column ({@link EvaluationSpec#withScore}).
 */
public final class Evaluator {
  private Evaluator() {}

  /**
   * Evaluates scored rows.
   *
   * @throws io.nightjar.NightjarException of kind DATA when a score, label or weight is null, not
   *     finite or not allowed; it counts those rows
   */
  public static Evaluation evaluate(Dataset<Row> rows, EvaluationSpec spec) {
    Dataset<Row> narrow = narrow(rows, spec).persist(StorageLevel.MEMORY_AND_DISK());
    try {
      PointwiseSums sums = pointwise(narrow, spec);
      return switch (spec.task()) {
        case BINARY -> binary(narrow, sums, spec);
        case MULTICLASS -> multiclass(narrow, sums, spec);
        case PREFERENCE -> sums.preference().evaluation(UserPlaces.first(narrow));
        case REGRESSION, CLUSTERING, PROJECTION, ANOMALY -> unranked(sums, spec);
      };
    } finally {
      narrow.unpersist();
    }
  }

  /**
   * One metric of scored rows, the same bits as {@link #evaluate} has of it. Rows are sorted for a
   * metric alone that hangs on their order; every other one is a single pass.
   *
   * @throws io.nightjar.NightjarException as {@link #evaluate}
   */
  public static MetricValue metric(Dataset<Row> rows, EvaluationSpec spec, Metric metric) {
    return metric.isRanked()
        ? evaluate(rows, spec).metric(metric)
        : unranked(pointwise(narrow(rows, spec), spec), spec).metric(metric);
  }

  private static PointwiseSums pointwise(Dataset<Row> narrow, EvaluationSpec spec) {
    PointwiseSums zero = new PointwiseSums(spec);
    PointwiseSums sums =
        narrow.toJavaRDD().treeAggregate(zero, PointwiseSums::add, PointwiseSums::add, 2);
    sums.problems().throwIfAny(spec);
    return sums;
  }

  /** Without what hangs on the rows' order. */
  private static Evaluation unranked(PointwiseSums sums, EvaluationSpec spec) {
    return switch (spec.task()) {
      case BINARY -> {
        ClassWeights all = sums.against()[0];
        RankingSums none = new RankingSums(new ClassWeights(), all, 0).finish();
        yield BinaryEvaluation.of(sums.binary(), none, all, spec.labels());
      }
      case MULTICLASS -> sums.multiclass().evaluation(spec.labels(), List.of());
      case REGRESSION -> sums.regression().evaluation();
      case PREFERENCE -> sums.preference().evaluation(new FirstPlaces());
      case CLUSTERING -> sums.clustering().evaluation(spec.labels().size());
      case PROJECTION -> sums.projection().evaluation();
      case ANOMALY -> sums.anomaly().evaluation();
    };
  }

  private static Evaluation binary(Dataset<Row> narrow, PointwiseSums sums, EvaluationSpec spec) {
    Dataset<Row> run = narrow.select(lit(0).as("run"), col("score"), col("label"), col("weight"));
    ClassWeights[] all = sums.against();
    RankingSums ranking = new Ranking(all, spec.curvePoints()).rank(run, spec.partitions())[0];
    return BinaryEvaluation.of(sums.binary(), ranking, all[0], spec.labels());
  }

  private static Evaluation multiclass(
      Dataset<Row> narrow, PointwiseSums sums, EvaluationSpec spec) {
    Dataset<Row> runs =
        narrow
            .select(
                posexplode(col("score")).as(new String[] {"run", "score"}),
                col("label"),
                col("weight"))
            .select(
                col("run"),
                col("score").plus(0.0).as("score"),
                col("label").equalTo(col("run")).cast("int").cast("double").as("label"),
                col("weight"));
    ClassWeights[] all = sums.against();
    RankingSums[] rankings = new Ranking(all, 0).rank(runs, spec.partitions());
    List<MetricValue> oneVsRest = new ArrayList<>();
    for (int c = 0; c < all.length; c++) {
      oneVsRest.add(RankingSums.auc(rankings[c], all[c]));
    }
    return sums.multiclass().evaluation(spec.labels(), oneVsRest);
  }

  /**
   * The columns score, label and weight, in float64, and the user where there is one; −0.0 becomes
   * 0.0, which it equals.
   */
  static Dataset<Row> narrow(Dataset<Row> rows, EvaluationSpec spec) {
    List<Column> columns = new ArrayList<>();
    columns.add(score(rows, spec).as("score"));
    columns.add(label(spec).as("label"));
    columns.add(spec.weight().map(Evaluator::number).orElse(lit(1.0)).as("weight"));
    spec.user().ifPresent(user -> columns.add(column(user).as("user")));
    return rows.select(columns.toArray(Column[]::new));
  }

  private static Column label(EvaluationSpec spec) {
    return spec.label().isEmpty() ? lit(0.0) : number(spec.label());
  }

  private static Column score(Dataset<Row> rows, EvaluationSpec spec) {
    return switch (spec.task()) {
      case BINARY, REGRESSION -> number(spec.score()).plus(0.0);
      case MULTICLASS, PREFERENCE, CLUSTERING, PROJECTION, ANOMALY -> array(rows, spec.score());
    };
  }

  private static Column array(Dataset<Row> rows, String name) {
    DataType type = rows.select(column(name)).schema().fields()[0].dataType();
    return type.equals(SQLDataTypes.VectorType())
        ? org.apache.spark.ml.functions.vector_to_array(column(name), "float64")
        : column(name).cast("array<double>");
  }

  private static Column number(String name) {
    return column(name).cast("double");
  }

  private static Column column(String name) {
    return col("`" + name.replace("`", "``") + "`");
  }
}
