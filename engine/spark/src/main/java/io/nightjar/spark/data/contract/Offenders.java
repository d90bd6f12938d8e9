package io.nightjar.spark.data.contract;

import io.nightjar.Problem;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Row;

/** Rows of one kind, and the names of the first three. */
final class Offenders implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final int EXAMPLES = 3;
  private long count;
  private final List<String> examples = new ArrayList<>(EXAMPLES);

  void add(Row row, RowNames names) {
    count++;
    if (examples.size() < EXAMPLES) {
      examples.add(names.of(row));
    }
  }

  void plus(Offenders other) {
    count += other.count;
    other.examples.stream().limit(EXAMPLES - examples.size()).forEach(examples::add);
  }

  /** How many there are. */
  long count() {
    return count;
  }

  void problem(String where, long rows, String what, List<Problem> problems) {
    if (count > 0) {
      String such = " (" + String.join("; ", examples) + ") ";
      problems.add(new Problem(where, count + " of " + rows + " rows" + such + what));
    }
  }
}
