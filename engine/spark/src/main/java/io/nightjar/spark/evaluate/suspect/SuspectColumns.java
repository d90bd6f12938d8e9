package io.nightjar.spark.evaluate.suspect;

import io.nightjar.model.Target;
import io.nightjar.spark.data.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** What is said of columns that leak the label or double each other: found on a sample of rows. */
public final class SuspectColumns {
  private SuspectColumns() {}

  /**
   * Warnings that name the columns; one pass over the table.
   *
   * @param table training rows
   * @param count how many rows it has
   * @param target what is predicted; without a label only twins are looked for
   * @param columns that a model reads
   * @param id the column of the rows' ids, if there is one
   */
  public static List<String> warnings(
      Table table, long count, Target target, List<String> columns, Optional<String> id) {
    List<String> read = new ArrayList<>(columns);
    if (hasPredictableLabel(target)) {
      read.add(target.column());
    }
    ColumnSample sample = ColumnSample.of(table, count, read, id);
    List<String> warnings = new ArrayList<>();
    if (hasPredictableLabel(target)) {
      leaks(LeakingColumns.of(sample, target), target.column()).ifPresent(warnings::add);
    }
    TwinColumns.of(sample, columns.size()).stream()
        .map(twins -> twins(twins, sample))
        .forEach(warnings::add);
    return warnings;
  }

  private static boolean hasPredictableLabel(Target target) {
    return switch (target.task()) {
      case BINARY, MULTICLASS, REGRESSION -> true;
      case PREFERENCE, CLUSTERING, PROJECTION, ANOMALY -> false;
    };
  }

  private static Optional<String> leaks(List<LeakingColumns.Leak> leaks, String label) {
    if (leaks.isEmpty()) {
      return Optional.empty();
    }
    String columns =
        leaks.stream()
            .map(
                leak ->
                    String.format(
                        Locale.ROOT, "%s (%s %.4f)", leak.column(), leak.measure(), leak.value()))
            .collect(Collectors.joining(", "));
    return Optional.of(
        "%s the label \"%s\": %s. Where that is known only after the label is, leave it out by features.exclude"
            .formatted(
                leaks.size() == 1 ? "one column alone tells" : "columns that alone tell",
                label,
                columns));
  }

  private static String twins(List<String> twins, ColumnSample sample) {
    int rows = sample.rows().size();
    String seen =
        rows == sample.all() ? "all " + rows + " rows" : rows + " rows drawn by their keys";
    return "columns %s hold the same values in %s; what is learnt of one is shared among them: leave all but one out by features.exclude"
        .formatted(String.join(", ", twins), seen);
  }
}
