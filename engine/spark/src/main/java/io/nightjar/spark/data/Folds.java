package io.nightjar.spark.data;

import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.count_if;
import static org.apache.spark.sql.functions.floor;
import static org.apache.spark.sql.functions.lit;

import io.nightjar.FailureKind;
import io.nightjar.NightjarException;
import io.nightjar.config.tune.FoldsConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructField;

/**
 * Folds of the training rows, on which trials are compared. Each is a split whose training part is
 * fitted on and whose validation part is judged on; it has no test.
 *
 * <p>By hash and by group: fold i of k judges the rows with ⌊k·u⌋ = i, u being the hash of the key
 * in [0, 1), and is fitted on all others. By time (forward chaining): the rows are cut by their
 * time into k + 1 parts of as many rows, rows of one time never parted; fold i judges part i + 1
 * and is fitted on the parts before it, so never on a row that is newer than one it is judged on.
 */
public final class Folds {
  /** Folds and shares are drawn apart from the split and from each other, whatever the seeds. */
  private static final long OF_FOLDS = 0x464F_4C44_5300L;

  private static final long OF_SHARES = 0x5348_4152_4553L;

  private final Table train;
  private final FoldsConfig config;
  private final long seed;

  private Folds(Table train, FoldsConfig config, long seed) {
    this.train = train;
    this.config = config;
    this.seed = seed;
  }

  /** What a fold is fitted on and judged on, and rows that can't be placed. */
  private record Sides(List<Column> fitted, List<Column> judged, Column missing, String key) {}

  /**
   * Cuts the training rows; one pass counts them.
   *
   * @throws NightjarException of kind DATA when a key is missing or a fold would be empty
   */
  public static List<Split> of(Table train, FoldsConfig config, long seed) {
    Folds folds = new Folds(train, config, seed);
    return folds.splits(config.by() == FoldsConfig.By.TIME ? folds.byTime() : folds.byHash());
  }

  /**
   * The same split with so many of its training rows, drawn by a hash of their keys: a larger share
   * holds every row of a smaller one.
   *
   * @param id the column of keys; empty: the row's content
   * @param share above 0, 1 at most
   * @throws NightjarException of kind DATA when no row would be left
   */
  public static Split narrowed(Split split, Optional<String> id, double share, long seed) {
    if (share == 1) {
      return split;
    }
    Table train = split.train();
    Column drawn = RowHash.unit(train.rowKey(id, seed ^ OF_SHARES)).lt(lit(share));
    Table some = train.withRows(train.rows().filter(drawn));
    long rows = ReadFailures.reading(train.origin(), () -> some.rows().count());
    if (rows == 0) {
      throw NightjarException.of(
          FailureKind.DATA,
          train.origin().name(),
          "a share of %s leaves none of a fold's %d training rows; give more rows, or a larger tune.halving.least-share"
              .formatted(share, split.rows().train()));
    }
    Split.Rows counts = new Split.Rows(rows, split.rows().validation(), 0);
    return new Split(some, split.validation(), split.test(), counts);
  }

  private Sides byHash() {
    Column hash;
    Column missing = lit(false);
    String key = "the row's content";
    if (config.column().isPresent()) {
      StructField field = train.field(config.column().get());
      key = field.name();
      hash = RowHash.ofKey(field, seed ^ OF_FOLDS);
      missing = RowHash.column(key).isNull();
    } else {
      hash = RowHash.ofContent(train.schema(), seed ^ OF_FOLDS);
    }
    Column fold = floor(RowHash.unit(hash).multiply(lit((double) config.count())));
    return new Sides(
        each(i -> fold.notEqual(lit(i))), each(i -> fold.equalTo(lit(i))), missing, key);
  }

  private Sides byTime() {
    StructField time = train.field(config.column().orElseThrow());
    TimeOrder order = TimeOrder.of(train, time);
    double parts = config.count() + 1;
    List<Column> newer = each(i -> order.newest((config.count() - i) / parts));
    return new Sides(
        each(i -> newer.get(i).equalTo(lit(false))),
        each(
            i ->
                i + 1 < config.count()
                    ? newer.get(i).and(newer.get(i + 1).equalTo(lit(false)))
                    : newer.get(i)),
        RowHash.column(time.name()).isNull(),
        time.name());
  }

  private List<Column> each(IntFunction<Column> of) {
    return IntStream.range(0, config.count()).mapToObj(of).toList();
  }

  private List<Split> splits(Sides sides) {
    List<Column> counts = new ArrayList<>(List.of(count_if(sides.missing())));
    sides.fitted().forEach(condition -> counts.add(count_if(condition)));
    sides.judged().forEach(condition -> counts.add(count_if(condition)));
    Row row =
        ReadFailures.reading(
            train.origin(),
            () -> train.rows().agg(count(lit(1)), counts.toArray(Column[]::new)).head());
    Splits.requireKeys(train, sides.key(), row.getLong(1), row.getLong(0), "the folds go by");
    List<Split> splits = new ArrayList<>();
    for (int i = 0; i < config.count(); i++) {
      Split.Rows rows = new Split.Rows(row.getLong(2 + i), row.getLong(2 + config.count() + i), 0);
      requireRows(i, rows, row.getLong(0));
      splits.add(
          new Split(
              part(sides.fitted().get(i)), part(sides.judged().get(i)), part(lit(false)), rows));
    }
    return List.copyOf(splits);
  }

  private Table part(Column condition) {
    return train.withRows(train.rows().filter(condition));
  }

  private void requireRows(int fold, Split.Rows rows, long all) {
    if (rows.train() == 0 || rows.validation() == 0) {
      throw NightjarException.of(
          FailureKind.DATA,
          train.origin().name(),
          "fold %d of %d has %d rows to fit on and %d to judge on (of %d training rows); give fewer folds in tune.folds.count, or more rows"
              .formatted(fold + 1, config.count(), rows.train(), rows.validation(), all));
    }
  }
}
