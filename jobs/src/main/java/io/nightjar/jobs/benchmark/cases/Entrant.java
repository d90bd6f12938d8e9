package io.nightjar.jobs.benchmark.cases;

import static org.apache.spark.sql.functions.avg;

import java.util.function.Supplier;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Someone who reads a table and writes scores, or something as large in their stead.
 *
 * @param work reads, computes and writes once; says what is worth a note
 * @param mean of the probabilities that were written last; NaN for none
 */
public record Entrant(String name, Supplier<String> work, Supplier<Double> mean) {
  /** The column of the scores. */
  public static final String PROBABILITY = "probability";

  /** The mean of written probabilities. */
  public static double mean(Dataset<Row> scores) {
    return scores.agg(avg(PROBABILITY)).head().getDouble(0);
  }
}
