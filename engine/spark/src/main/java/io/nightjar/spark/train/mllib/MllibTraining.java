package io.nightjar.spark.train.mllib;

import static org.apache.spark.sql.functions.udf;

import io.nightjar.FailureKind;
import io.nightjar.NightjarException;
import io.nightjar.config.JobConfig;
import io.nightjar.config.model.ModelConfig;
import io.nightjar.features.FeatureSpec;
import io.nightjar.model.Target;
import io.nightjar.model.Task;
import io.nightjar.spark.data.RawRows;
import io.nightjar.spark.data.ReadFailures;
import io.nightjar.spark.data.Table;
import org.apache.hadoop.fs.Path;
import org.apache.spark.ml.Model;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.storage.StorageLevel;

/** Fits a Spark ML estimator on the encoded training rows and writes it as Spark does. */
public final class MllibTraining {
  private final SparkSession spark;
  private final JobConfig config;
  private final String staging;

  /**
   * Training of a job's model of type mllib.
   *
   * @param staging the directory below which the fitted model is written
   */
  public MllibTraining(SparkSession spark, JobConfig config, String staging) {
    this.spark = spark;
    this.config = config;
    this.staging = staging;
  }

  /** Fits and writes below {@code mllib/} of the staging directory; the fitted model's class. */
  public String fit(Table train, FeatureSpec features, Target target, ModelConfig.Mllib mllib) {
    MllibEstimator estimator =
        MllibEstimator.of(mllib.className(), mllib.params()).seeded(config.seed());
    Dataset<Row> rows = prepared(train, features, target).persist(StorageLevel.MEMORY_AND_DISK());
    try {
      return ReadFailures.reading(train.origin(), () -> fitted(estimator, rows));
    } finally {
      rows.unpersist(false);
    }
  }

  private String fitted(MllibEstimator estimator, Dataset<Row> rows) {
    requireEncoded(rows);
    MllibEstimator.Weighted weighted =
        config.data().weight().isPresent()
            ? MllibEstimator.Weighted.YES
            : MllibEstimator.Weighted.NO;
    Model<?> model = estimator.fit(rows, weighted);
    new MllibFiles(spark, new Path(staging)).write(model);
    return model.getClass().getName();
  }

  private Dataset<Row> prepared(Table train, FeatureSpec features, Target target) {
    Dataset<Row> rows = new DesignRows(features).add(train.rows());
    rows = rows.withColumn(DesignRows.LABEL, label(target));
    if (config.data().weight().isPresent()) {
      Column weight = Table.column(config.data().weight().get()).cast("double");
      return rows.withColumn(DesignRows.WEIGHT, weight)
          .select(DesignRows.FEATURES, DesignRows.LABEL, DesignRows.REASON, DesignRows.WEIGHT);
    }
    return rows.select(DesignRows.FEATURES, DesignRows.LABEL, DesignRows.REASON);
  }

  private static Column label(Target target) {
    Column raw = Table.column(target.column());
    if (target.task() == Task.REGRESSION) {
      return raw.cast("double");
    }
    UDF1<Object, Double> code = value -> (double) target.code(RawRows.value(value));
    return udf(code, DataTypes.DoubleType).apply(raw);
  }

  private static void requireEncoded(Dataset<Row> rows) {
    Dataset<Row> bad =
        rows.filter(Table.column(DesignRows.REASON).isNotNull()).select(DesignRows.REASON);
    for (Row row : bad.takeAsList(1)) {
      throw NightjarException.of(
          FailureKind.DATA, "a training row can't be encoded: " + row.getString(0) + "; mend it");
    }
  }
}
