package io.nightjar.spark.score;

import io.nightjar.FailureKind;
import io.nightjar.NightjarException;
import io.nightjar.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** How many rows and files may go to the quarantine; the run ends where there are more. */
final class QuarantineLimit {
  private static final int EXAMPLES = 3;

  private final ScoreRequest request;
  private final ScoringInput input;

  QuarantineLimit(ScoreRequest request, ScoringInput input) {
    this.request = request;
    this.input = input;
  }

  /**
   * What is told of the rows that can't be scored, for examples; asked for where they are too many.
   */
  interface Told extends Supplier<Dataset<Row>> {}

  /**
   * Refuses too many rows that can't be scored.
   *
   * @param bad how many there are
   * @param all of so many rows, which no filter dropped
   */
  void requireFew(long bad, long all, Told told) {
    if (bad > 0 && request.config().quarantine().isEmpty()) {
      throw refused(
          bad,
          all,
          told,
          "and score.quarantine is not set",
          "mend the rows, or set score.quarantine to a folder for them");
    }
    double most = request.config().maxQuarantineShare();
    double unreadable = input.unreadableRows(all);
    if (bad + unreadable > most * (all + unreadable)) {
      throw refused(
          bad,
          all,
          told,
          "more than score.max-quarantine-share = " + most,
          "mend the rows, or raise the share");
    }
  }

  /** Before anything is scored, as these alone may be too many. */
  void requireFewUnreadable() {
    double most = request.config().maxQuarantineShare();
    List<Problem> files = input.table().origin().unreadable();
    double rows = input.unreadableRows(input.snapshot().rows());
    if (rows > most * (input.snapshot().rows() + rows)) {
      String summary =
          String.format(
              Locale.ROOT,
              "%d of %d files can't be read, more than score.max-quarantine-share = %s; nothing was"
                  + " published: mend the files, or raise the share",
              files.size(),
              files.size() + input.table().origin().files().size(),
              most);
      List<Problem> problems = new ArrayList<>();
      problems.add(new Problem(input.table().origin().location(), summary));
      problems.addAll(files.subList(0, Math.min(files.size(), EXAMPLES)));
      throw new NightjarException(FailureKind.DATA, problems, null);
    }
  }

  private NightjarException refused(long bad, long all, Told told, String limit, String advice) {
    List<String> examples =
        told.get().orderBy("id", "reason").takeAsList(EXAMPLES).stream()
            .map(this::example)
            .toList();
    return NightjarException.of(
        FailureKind.DATA,
        input.table().origin().name(),
        String.format(
            Locale.ROOT,
            "%d of %d rows (%.4g%%) can't be scored, %s, such as %s; nothing was published: %s",
            bad,
            all,
            100.0 * bad / all,
            limit,
            String.join(", ", examples),
            advice));
  }

  private String example(Row row) {
    String reason = row.getString(1);
    return request
        .id()
        .map(id -> id + " " + row.getString(0) + " (" + reason + ")")
        .orElse("\"" + reason + "\"");
  }
}
