package io.nightjar.config.tune;

import io.nightjar.config.hocon.Kind;
import io.nightjar.config.hocon.Property;
import io.nightjar.config.hocon.Settings;
import java.util.List;
import java.util.Optional;

/**
 * How the training rows are cut into folds, on which trials are compared.
 *
 * @param by what a row's fold hangs on
 * @param column the column that it hangs on; empty: the row's content
 * @param count how many folds each trial is fitted on
 */
public record FoldsConfig(By by, Optional<String> column, int count) {

  /** What a row's fold hangs on. */
  public enum By {
    /** A hash of the row's key. */
    HASH,
    /** A hash of the group: a group's rows are never parted. */
    GROUP,
    /** The time: each fold is judged on rows that are newer than all it is fitted on. */
    TIME
  }

  static final Property<By> BY =
      Property.optional(
          "tune.folds.by",
          Kind.oneOf(By.class),
          "group where data.group is set, time where split.by = time, else hash",
          "what a row's fold hangs on: a hash of its key, its group (never parted) or its time"
              + " (fitted on the older rows, judged on the next newer ones)");
  static final Property<String> COLUMN =
      Property.optional(
          "tune.folds.column",
          Kind.text(),
          "data.id (without one the row's content), data.group or data.time",
          "the column of the key, the group or the time");
  static final Property<Integer> COUNT =
      Property.of(
          "tune.folds.count",
          Kind.integer(2, 100),
          5,
          "the number of folds, on each of which every trial is fitted and judged");

  static final List<Property<?>> PROPERTIES = List.of(BY, COLUMN, COUNT);

  static FoldsConfig read(Settings settings, RowRoles roles) {
    By by = settings.find(BY).orElse(roles.usual());
    Optional<String> column = settings.find(COLUMN).or(() -> roles.column(by));
    settings.effective(BY, by);
    column.ifPresent(name -> settings.effective(COLUMN, name));
    return new FoldsConfig(by, column, settings.read(COUNT));
  }
}
