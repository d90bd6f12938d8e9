package io.nightjar.spark.data.contract;

import io.nightjar.Problem;
import java.io.Serializable;
import java.util.List;
import java.util.Locale;

/**
 * One line of the contract that the table breaks.
 *
 * @param column the column
 * @param rule the rule in words, such as {@code min = 16}
 * @param count rows that break it
 * @param rows rows of the table
 * @param examples the first three such rows: the id and the value
 */
public record Violation(String column, String rule, long count, long rows, List<String> examples)
    implements Serializable {

  /** Copies the list. */
  public Violation {
    examples = List.copyOf(examples);
  }

  /** The share of rows that break the rule, 0..1. */
  public double share() {
    return rows == 0 ? 0 : (double) count / rows;
  }

  /** The violation for a person. */
  public Problem problem() {
    String message =
        String.format(
            Locale.ROOT,
            "%d of %d rows (%.4g%%) break \"%s\", such as %s; mend the rows, or the contract",
            count,
            rows,
            100 * share(),
            rule,
            String.join(", ", examples));
    return new Problem(column, message);
  }
}
