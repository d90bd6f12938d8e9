package io.nightjar.spark.evaluate;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.udf;

import io.nightjar.FailureKind;
import io.nightjar.NightjarException;
import io.nightjar.metrics.ClassWeights;
import io.nightjar.model.calibration.ScoreMap;
import java.util.Optional;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.storage.StorageLevel;

/**
 * Probabilities beside labels, of rows whose weight is above 0: what calibrations and thresholds
 * are fitted on. Kept in memory, or on disk, until it is closed.
 */
public final class ScoredPairs implements AutoCloseable {
  static final int SCORE = 0;
  static final int LABEL = 1;
  static final int WEIGHT = 2;

  private final Dataset<Row> rows;
  private final ClassWeights all;
  private final int partitions;

  private ScoredPairs(Dataset<Row> rows, ClassWeights all, int partitions) {
    this.rows = rows;
    this.all = all;
    this.partitions = partitions;
  }

  /**
   * The pairs of scored rows that {@link Evaluator} can evaluate.
   *
   * @throws NightjarException of kind DATA when one of the classes has no row
   */
  public static ScoredPairs of(Dataset<Row> scored, EvaluationSpec spec) {
    return of(Evaluator.narrow(scored, spec).filter(col("weight").gt(lit(0.0))), spec.partitions());
  }

  /** The same of rows of score, label and a weight above 0. */
  static ScoredPairs of(Dataset<Row> narrow, int partitions) {
    Dataset<Row> rows = narrow.persist(StorageLevel.MEMORY_AND_DISK());
    ClassWeights all =
        rows.toJavaRDD().treeAggregate(new ClassWeights(), ScoredPairs::add, ScoredPairs::add, 2);
    Optional<String> why = all.whyOneClass();
    if (why.isPresent()) {
      rows.unpersist();
      throw NightjarException.of(
          FailureKind.DATA,
          "split.validation",
          "the validation rows settle neither calibration nor threshold: "
              + why.get()
              + ". Give more rows, or a larger share.");
    }
    return new ScoredPairs(rows, all, partitions);
  }

  private static ClassWeights add(ClassWeights sum, Row row) {
    sum.add(row.getDouble(LABEL), row.getDouble(WEIGHT));
    return sum;
  }

  private static ClassWeights add(ClassWeights sum, ClassWeights other) {
    sum.add(other);
    return sum;
  }

  /** Summed weights of both classes. */
  ClassWeights all() {
    return all;
  }

  /** Summed weight of all pairs. */
  public double weight() {
    return all.positive().doubleValue() + all.negative().doubleValue();
  }

  JavaRDD<Row> unsorted() {
    return rows.toJavaRDD();
  }

  /** By ascending score; equal scores lie in one partition. */
  JavaRDD<Row> ascending() {
    return sorted(col("score").asc());
  }

  /** By descending score; equal scores lie in one partition. */
  JavaRDD<Row> descending() {
    return sorted(col("score").desc());
  }

  private JavaRDD<Row> sorted(Column order) {
    Dataset<Row> ranges =
        partitions > 0
            ? rows.repartitionByRange(partitions, order)
            : rows.repartitionByRange(order);
    return ranges.sortWithinPartitions(order).toJavaRDD();
  }

  /** The same rows with calibrated probabilities; closed with this one. */
  public ScoredPairs calibrated(ScoreMap calibration) {
    UDF1<Double, Double> apply = calibration::apply;
    Column score = udf(apply, DataTypes.DoubleType).apply(col("score")).plus(0.0);
    return new ScoredPairs(
        rows.select(score.as("score"), col("label"), col("weight")), all, partitions);
  }

  @Override
  public void close() {
    rows.unpersist();
  }
}
