package io.nightjar.spark.monitor.profile;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.shiftrightunsigned;

import io.nightjar.drift.KnotCounts;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import scala.Tuple2;

/**
 * Knots for columns of many values: quantiles of the rows whose key's hash is small. The sample
 * depends on the keys alone, and each column is sorted in one task, so it is the same whatever the
 * partitions, and the driver gets the knots only.
 */
final class SampledKnots implements Serializable {
  private static final long serialVersionUID = 1L;
  static final long SAMPLE = 200_000;

  private final int[] columns;

  /** Knots for these columns of a table of doubles. */
  SampledKnots(int[] columns) {
    this.columns = columns.clone();
  }

  /**
   * Up to {@code limit} knots a column, from a few rows less than {@code SAMPLE}.
   *
   * @param table its last column, hash, is the hash of the row's key
   * @param rows how many rows it has
   */
  Map<Integer, double[]> choose(Dataset<Row> table, long rows, int limit) {
    double share = (SAMPLE - 5 * Math.sqrt(SAMPLE)) / Math.max(1, rows);
    Dataset<Row> sample =
        share >= 1
            ? table
            : table.where(shiftrightunsigned(col("hash"), 1).lt((long) (share * 0x1p63)));
    JavaPairRDD<Integer, double[]> parts = sample.toJavaRDD().mapPartitionsToPair(this::sample);
    int tasks = Math.max(1, Math.min(columns.length, parts.getNumPartitions()));
    return new HashMap<>(
        parts
            .groupByKey(tasks)
            .mapValues(pieces -> KnotCounts.choose(sorted(pieces), limit))
            .collectAsMap());
  }

  private Iterator<Tuple2<Integer, double[]>> sample(Iterator<Row> rows) {
    double[][] values = new double[columns.length][64];
    int[] sizes = new int[columns.length];
    while (rows.hasNext()) {
      Row row = rows.next();
      for (int i = 0; i < columns.length; i++) {
        double value = row.isNullAt(columns[i]) ? Double.NaN : row.getDouble(columns[i]);
        if (!Double.isNaN(value)) {
          values[i] = sizes[i] < values[i].length ? values[i] : grown(values[i]);
          values[i][sizes[i]++] = value;
        }
      }
    }
    List<Tuple2<Integer, double[]>> pieces = new ArrayList<>();
    for (int i = 0; i < columns.length; i++) {
      pieces.add(new Tuple2<>(columns[i], Arrays.copyOf(values[i], sizes[i])));
    }
    return pieces.iterator();
  }

  private static double[] grown(double[] values) {
    return Arrays.copyOf(values, 2 * values.length);
  }

  private static double[] sorted(Iterable<double[]> pieces) {
    List<double[]> all = new ArrayList<>();
    pieces.forEach(all::add);
    return all.stream().flatMapToDouble(Arrays::stream).sorted().toArray();
  }
}
