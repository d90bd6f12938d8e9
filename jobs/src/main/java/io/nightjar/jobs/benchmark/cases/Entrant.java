package io.nightjar.jobs.benchmark.cases;

import static org.apache.spark.sql.functions.abs;
import static org.apache.spark.sql.functions.avg;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;

import java.util.Optional;
import java.util.function.Supplier;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Someone who reads a table and writes scores, or something as large in their stead.
 *
 * @param work reads, computes and writes once; says what is worth a note
 * @param scores that were written last, with {@link #PROBABILITY} and the id where it kept that;
 *     empty for none
 */
public record Entrant(String name, Supplier<String> work, Supplier<Optional<Dataset<Row>>> scores) {
  /** The column of the scores. */
  public static final String PROBABILITY = "probability";

  /** The mean of the probabilities that were written last; NaN for none. */
  public double mean() {
    return scores
        .get()
        .map(rows -> rows.agg(avg(PROBABILITY)).head().getDouble(0))
        .orElse(Double.NaN);
  }

  /**
   * Compares the probabilities that were written last, row by row; both must have kept the id.
   *
   * @param most how far they may lie apart
   * @return how far they do; NaN where one wrote none
   * @throws IllegalStateException where they lie further apart, or a row of one has none of the
   *     other's
   */
  public double distance(Entrant other, double most) {
    Optional<Dataset<Row>> ours = scores.get();
    Optional<Dataset<Row>> theirs = other.scores.get();
    if (ours.isEmpty() || theirs.isEmpty()) {
      return Double.NaN;
    }
    long rows = ours.get().count();
    String id = MadeRows.ID;
    Row found =
        ours.get()
            .select(col(id), col(PROBABILITY).as("one"))
            .join(theirs.get().select(col(id), col(PROBABILITY).as("other")), id)
            .agg(count(lit(1)), max(abs(col("one").minus(col("other")))))
            .head();
    long others = theirs.get().count();
    if (found.getLong(0) != rows || others != rows) {
      throw new IllegalStateException(
          "of %d rows of %s and %d of %s %d have the same id; must be all"
              .formatted(rows, name, others, other.name, found.getLong(0)));
    }
    double distance = found.getDouble(1);
    if (!(distance <= most)) {
      throw new IllegalStateException(
          "scores of %s and %s lie up to %s apart; must be at most %s"
              .formatted(name, other.name, distance, most));
    }
    return distance;
  }
}
