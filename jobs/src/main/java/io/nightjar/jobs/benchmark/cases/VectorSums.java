package io.nightjar.jobs.benchmark.cases;

import java.io.Serializable;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;

/** Naive float64 sums over the vectors of a table. */
final class VectorSums {
  private VectorSums() {}

  /** What a row adds. */
  interface Term extends ToDoubleFunction<Vector>, Serializable {}

  /** Σ of a term over all rows. */
  static double of(Dataset<Row> assembled, Term term) {
    MapPartitionsFunction<Row, Double> sum = rows -> List.of(sum(rows, term)).iterator();
    return assembled
        .select(BenchTable.FEATURES)
        .mapPartitions(sum, Encoders.DOUBLE())
        .collectAsList()
        .stream()
        .mapToDouble(Double::doubleValue)
        .sum();
  }

  /** Σ of each of {@code columns} columns over all rows. */
  static double[] ofColumns(Dataset<Row> assembled, int columns) {
    MapPartitionsFunction<Row, double[]> sum = rows -> List.of(sums(rows, columns)).iterator();
    double[] sums = new double[columns];
    for (double[] part :
        assembled
            .select(BenchTable.FEATURES)
            .mapPartitions(sum, Encoders.kryo(double[].class))
            .collectAsList()) {
      Arrays.setAll(sums, j -> sums[j] + part[j]);
    }
    return sums;
  }

  private static double[] sums(Iterator<Row> rows, int columns) {
    double[] sums = new double[columns];
    while (rows.hasNext()) {
      Vector x = rows.next().getAs(0);
      Arrays.setAll(sums, j -> sums[j] + x.apply(j));
    }
    return sums;
  }

  private static double sum(Iterator<Row> rows, Term term) {
    double sum = 0;
    while (rows.hasNext()) {
      sum += term.applyAsDouble(rows.next().getAs(0));
    }
    return sum;
  }

  /** ‖x − y‖². */
  static double square(Vector x, double[] y) {
    double square = 0;
    for (int j = 0; j < y.length; j++) {
      square += (x.apply(j) - y[j]) * (x.apply(j) - y[j]);
    }
    return square;
  }
}
