package io.nightjar.spark.monitor;

import io.nightjar.config.MonitorConfig;
import io.nightjar.spark.monitor.profile.Profile;
import io.nightjar.spark.monitor.profile.TableCounts;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Holds the rows of today against the profile frozen with the model that scored them. */
public final class Monitor {
  private Monitor() {}

  /**
   * Every statistic of every profiled column, in one pass over the rows; numbers first, then
   * categories. With fewer rows than {@code limits.minRows()} there is one finding that says so.
   *
   * @param current raw columns and the prediction, named as in the profile
   * @throws io.nightjar.NightjarException of kind DATA where a profiled column is missing
   */
  public static List<DriftFinding> compare(
      Profile profile, Dataset<Row> current, MonitorConfig limits) {
    TableCounts now = TableCounts.of(current, profile);
    if (now.rows() < limits.minRows()) {
      return List.of(tooFew(now.rows(), limits.minRows()));
    }
    int columns = profile.numeric().size() + profile.categorical().size();
    Verdicts verdicts = Verdicts.of(limits, columns);
    List<DriftFinding> findings = new ArrayList<>();
    IntStream.range(0, profile.numeric().size())
        .mapToObj(c -> new NumericDrift(profile.numeric().get(c), now.numeric(c)))
        .forEach(drift -> findings.addAll(drift.findings(verdicts)));
    IntStream.range(0, profile.categorical().size())
        .mapToObj(c -> new CategoricalDrift(profile.categorical().get(c), now.categorical(c)))
        .forEach(drift -> findings.addAll(drift.findings(verdicts)));
    return findings;
  }

  private static DriftFinding tooFew(long rows, long minRows) {
    String note = "insufficient: fewer rows than monitor.min-rows give no verdict";
    return new DriftFinding("*", "rows", (double) rows, (double) minRows, false, rows, note);
  }
}
