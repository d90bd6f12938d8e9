package io.nightjar.spark.score.shadow;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;

import io.nightjar.metrics.MetricValue;
import io.nightjar.spark.data.OrderedReduce;
import java.util.Arrays;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * Spearman's rank correlation of two columns, exactly: each column's distinct values are sorted in
 * ranges and ranked, and the distinct pairs of values get their ranks by joins. Nothing of the size
 * of the data comes to the driver, and the result hangs on neither partitions nor order.
 */
final class RankCorrelation {
  private static final String LEFT = "left";
  private static final String RIGHT = "right";
  private static final String ROWS = "rows";

  private RankCorrelation() {}

  /** The correlation of the first two columns, doubles without NaN or null. */
  static MetricValue of(Dataset<Row> values) {
    Dataset<Row> named = values.toDF(LEFT, RIGHT);
    Dataset<Row> pairs = named.groupBy(LEFT, RIGHT).agg(count(lit(1)).as(ROWS));
    Dataset<Row> ranked =
        pairs
            .join(ranks(named, LEFT), LEFT)
            .join(ranks(named, RIGHT), RIGHT)
            .select(col(rank(LEFT)), col(rank(RIGHT)), col(ROWS));
    return OrderedReduce.reduce(ranked.toJavaRDD(), (partition, rows) -> sums(rows), RankSums::plus)
        .correlation();
  }

  private static RankSums sums(Iterator<Row> rows) {
    RankSums sums = new RankSums();
    while (rows.hasNext()) {
      Row row = rows.next();
      sums.add(row.getLong(0), row.getLong(1), row.getLong(2));
    }
    return sums;
  }

  private static String rank(String column) {
    return column + "_rank";
  }

  /** Each distinct value with its doubled mean rank, 1 for the least: 2·(rows below) + ties + 1. */
  private static Dataset<Row> ranks(Dataset<Row> values, String column) {
    JavaRDD<Row> sorted =
        values
            .groupBy(column)
            .agg(count(lit(1)).as(ROWS))
            .repartitionByRange(col(column))
            .sortWithinPartitions(column)
            .toJavaRDD();
    long[] before = before(sorted);
    JavaRDD<Row> ranked =
        sorted.mapPartitionsWithIndex((partition, rows) -> ranked(rows, before[partition]), false);
    StructType schema =
        new StructType()
            .add(column, DataTypes.DoubleType)
            .add(rank(column), DataTypes.LongType, false);
    return values.sparkSession().createDataFrame(ranked, schema);
  }

  private static Iterator<Row> ranked(Iterator<Row> sorted, long before) {
    return new Iterator<>() {
      private long below = before;

      @Override
      public boolean hasNext() {
        return sorted.hasNext();
      }

      @Override
      public Row next() {
        Row row = sorted.next();
        long ties = row.getLong(1);
        Row ranked = RowFactory.create(row.get(0), 2 * below + ties + 1);
        below += ties;
        return ranked;
      }
    };
  }

  /** How many rows stand in all partitions before each. */
  private static long[] before(JavaRDD<Row> sorted) {
    List<long[]> counts =
        sorted
            .mapPartitionsWithIndex(
                (partition, rows) ->
                    Collections.singleton(new long[] {partition, rowsOf(rows)}).iterator(),
                false)
            .collect();
    long[] here = new long[sorted.getNumPartitions()];
    counts.forEach(count -> here[(int) count[0]] = count[1]);
    Arrays.parallelPrefix(here, Long::sum);
    long[] before = new long[here.length];
    System.arraycopy(here, 0, before, Math.min(1, here.length), Math.max(0, here.length - 1));
    return before;
  }

  private static long rowsOf(Iterator<Row> rows) {
    long sum = 0;
    while (rows.hasNext()) {
      sum += rows.next().getLong(1);
    }
    return sum;
  }
}
