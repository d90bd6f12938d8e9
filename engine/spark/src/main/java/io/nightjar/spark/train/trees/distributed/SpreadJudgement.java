package io.nightjar.spark.train.trees.distributed;

import io.nightjar.metrics.BinarySums;
import io.nightjar.metrics.Task;
import io.nightjar.spark.evaluate.EvaluationSpec;
import io.nightjar.spark.evaluate.Evaluator;
import io.nightjar.spark.train.trees.grow.JudgedBy;
import io.nightjar.spark.train.trees.local.Predictions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * A metric of validation rows on many executors: evaluated as scored rows are, by one job of Spark
 * or, where they must be ranked, a few, so that nothing of the rows' number comes to the driver.
 */
final class SpreadJudgement {
  private static final String SCORE = "score";
  private static final String LABEL = "label";
  private static final String WEIGHT = "weight";

  private final JudgedBy by;
  private final int outputs;
  private final SparkSession spark;

  SpreadJudgement(JudgedBy by, int outputs, SparkSession spark) {
    this.spark = spark;
    this.by = by;
    this.outputs = outputs;
  }

  /** Rows for {@link #value}. */
  static List<Row> rows(Predictions predictions) {
    List<Row> rows = new ArrayList<>(predictions.rows());
    for (int row = 0; row < predictions.rows(); row++) {
      double[] scores = predictions.of(row);
      Object score = scores.length == 1 ? (Object) scores[0] : scores;
      rows.add(
          RowFactory.create(
              score, predictions.labels().values()[row], predictions.labels().weight(row)));
    }
    return rows;
  }

  double value(JavaRDD<Row> rows) {
    boolean several = by.task() == Task.MULTICLASS;
    StructType schema =
        new StructType()
            .add(SCORE, several ? new ArrayType(DataTypes.DoubleType, false) : DataTypes.DoubleType)
            .add(LABEL, DataTypes.DoubleType)
            .add(WEIGHT, DataTypes.DoubleType);
    List<String> labels =
        by.task() == Task.REGRESSION ? List.of() : by.labels(several ? outputs : 2);
    EvaluationSpec spec =
        new EvaluationSpec(
            by.task(),
            SCORE,
            LABEL,
            Optional.of(WEIGHT),
            Optional.empty(),
            labels,
            by.threshold(),
            BinarySums.CALIBRATION_BINS,
            0,
            rows.getNumPartitions());
    return by.require(Evaluator.metric(spark.createDataFrame(rows, schema), spec, by.metric()));
  }
}
