package io.nightjar.spark.score.lake;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * What a table's log says at one moment.
 *
 * @param version the table's newest version; empty where it has none yet
 * @param commits those that published a date, the newest first
 * @param undone such commits that were rolled back
 */
record TableLog(OptionalLong version, List<DatedCommit> commits, List<DatedCommit> undone) {

  /** Of a table that is not there, or empty. */
  static final TableLog NONE = new TableLog(OptionalLong.empty(), List.of(), List.of());

  /** Copies the lists. */
  TableLog {
    commits = List.copyOf(commits);
    undone = List.copyOf(undone);
  }

  /** The commit whose rows the date has now. */
  Optional<DatedCommit> newest(LocalDate date) {
    return commits.stream().filter(commit -> commit.isOf(date)).findFirst();
  }

  /** The greatest version that published the date, rolled back or not. */
  OptionalLong greatest(LocalDate date) {
    return Stream.concat(commits.stream(), undone.stream())
        .filter(commit -> commit.isOf(date))
        .mapToLong(DatedCommit::version)
        .max();
  }
}
