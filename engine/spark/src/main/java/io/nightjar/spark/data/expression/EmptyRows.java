package io.nightjar.spark.data.expression;

import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.types.StructType;

/** Tables without rows, on which Spark resolves and simplifies expressions of their columns. */
final class EmptyRows {
  private EmptyRows() {}

  /** Of some columns, none of them twice. */
  static Dataset<Row> of(SparkSession spark, StructType columns) {
    var session = (org.apache.spark.sql.classic.SparkSession) spark;
    JavaSparkContext context = JavaSparkContext.fromSparkContext(spark.sparkContext());
    return session.internalCreateDataFrame(context.<InternalRow>emptyRDD().rdd(), columns, false);
  }
}
