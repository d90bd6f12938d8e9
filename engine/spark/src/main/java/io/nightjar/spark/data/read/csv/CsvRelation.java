package io.nightjar.spark.data.read.csv;

import java.util.Arrays;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.rdd.RDD;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SQLContext;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.sources.BaseRelation;
import org.apache.spark.sql.sources.PrunedScan;
import org.apache.spark.sql.types.StructType;

/** CSV lines as a relation: values are made of the columns that a query asks for alone. */
final class CsvRelation extends BaseRelation implements PrunedScan {
  private final SQLContext context;
  private final JavaRDD<byte[]> lines;
  private final CsvCells cells;
  private final StructType schema;

  /** {@code schema} has the columns of all fields, of the types that the survey found. */
  CsvRelation(SQLContext context, JavaRDD<byte[]> lines, CsvCells cells, StructType schema) {
    this.context = context;
    this.lines = lines;
    this.cells = cells;
    this.schema = schema;
  }

  @Override
  public SQLContext sqlContext() {
    return context;
  }

  @Override
  public StructType schema() {
    return schema;
  }

  /** Rows are as Spark holds them. */
  @Override
  public boolean needConversion() {
    return false;
  }

  @Override
  @SuppressWarnings("unchecked") // without conversion, Spark takes rows for internal ones
  public RDD<Row> buildScan(String[] requiredColumns) {
    int[] wanted = Arrays.stream(requiredColumns).mapToInt(schema::fieldIndex).toArray();
    StructType all = schema;
    CsvCells of = cells;
    JavaRDD<InternalRow> rows = lines.mapPartitions(part -> new TypedRows(part, of, all, wanted));
    return (RDD<Row>) (RDD<?>) rows.rdd();
  }
}
