package io.nightjar.spark.data;

import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.count_if;
import static org.apache.spark.sql.functions.lit;

import io.nightjar.FailureKind;
import io.nightjar.NightjarException;
import io.nightjar.config.DataConfig;
import io.nightjar.config.SplitConfig;
import java.util.Locale;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructField;

/**
 * Splits labelled rows into training, validation and test.
 *
 * <p>By hash: u = h(key, seed) / 2⁶⁴ in [0, 1), h being XXH64 of the key's canonical text; test
 * where u &lt; test share, validation where u &lt; test + validation, else training. So a row's
 * part hangs on its key, the seed and the shares alone. By time: the newest rows are the test,
 * those before them validation; rows of one time are never parted.
 */
public final class Splits {
  private final Table table;
  private final DataConfig data;
  private final SplitConfig split;

  private Splits(Table table, DataConfig data, SplitConfig split) {
    this.table = table;
    this.data = data;
    this.split = split;
  }

  /**
   * Splits the training table; a test table of its own becomes the test part whole.
   *
   * @throws NightjarException of kind DATA when a key is missing or a part would be empty
   */
  public static Split of(
      Table table, Optional<Table> testTable, DataConfig data, SplitConfig split) {
    Splits splits = new Splits(table, data, split);
    Sides sides = split.by() == SplitConfig.By.TIME ? splits.byTime() : splits.byHash();
    return splits.split(sides, testTable);
  }

  /** Conditions of the three parts, and of rows that can't be placed. */
  private record Sides(Column test, Column validation, Column missing, String key) {}

  private Sides byHash() {
    Column hash;
    Column missing = lit(false);
    String key = "the row's content";
    if (split.by() == SplitConfig.By.CONTENT) {
      hash = RowHash.ofContent(table.schema(), split.seed());
    } else {
      StructField field = table.field(keyName());
      key = field.name();
      hash = RowHash.ofKey(field, split.seed());
      missing = RowHash.column(key).isNull();
    }
    Column unit = RowHash.unit(hash);
    Column test = unit.lt(lit(split.test()));
    Column held = unit.lt(lit(split.test() + split.validation()));
    return new Sides(test, held.and(test.equalTo(lit(false))), missing, key);
  }

  private String keyName() {
    boolean byGroup = split.by() == SplitConfig.By.GROUP;
    Optional<String> name = byGroup ? data.group() : data.id();
    return name.orElseThrow(
        () ->
            NightjarException.of(
                FailureKind.CONFIG,
                "split.by",
                "is "
                    + split.by().name().toLowerCase(Locale.ROOT)
                    + ", but data."
                    + (byGroup ? "group" : "id")
                    + " names no column; name one, or say by = content"));
  }

  private Sides byTime() {
    String name =
        data.time()
            .orElseThrow(
                () ->
                    NightjarException.of(
                        FailureKind.CONFIG,
                        "split.by",
                        "is time, but data.time names no column; name one"));
    TimeOrder order = TimeOrder.of(table, table.field(name));
    Column test = order.newest(split.test());
    Column held = order.newest(split.test() + split.validation());
    Column missing = RowHash.column(name).isNull();
    return new Sides(test, held.and(test.equalTo(lit(false))), missing, name);
  }

  private Split split(Sides sides, Optional<Table> testTable) {
    Column train = sides.test().or(sides.validation()).equalTo(lit(false));
    Row counts =
        ReadFailures.reading(
            table.origin(),
            () ->
                table
                    .rows()
                    .agg(
                        count(lit(1)),
                        count_if(sides.missing()),
                        count_if(train),
                        count_if(sides.validation()),
                        count_if(sides.test()))
                    .head());
    requireKeys(table, sides.key(), counts.getLong(1), counts.getLong(0), "the split goes by");
    long testRows =
        testTable.isPresent()
            ? ReadFailures.reading(testTable.get().origin(), () -> testTable.get().rows().count())
            : counts.getLong(4);
    Split.Rows rows = new Split.Rows(counts.getLong(2), counts.getLong(3), testRows);
    requireParts(rows, counts.getLong(0));
    return new Split(
        table.withRows(table.rows().filter(train)),
        table.withRows(table.rows().filter(sides.validation())),
        testTable.orElseGet(() -> table.withRows(table.rows().filter(sides.test()))),
        rows);
  }

  /** Refuses a table with rows that have no key, which something {@code goesBy}. */
  static void requireKeys(Table table, String key, long missing, long all, String goesBy) {
    if (missing > 0) {
      throw NightjarException.of(
          FailureKind.DATA,
          table.origin().name(),
          missing
              + " of "
              + all
              + " rows have no \""
              + key
              + "\", which "
              + goesBy
              + "; fill it, or split by another column");
    }
  }

  private void requireParts(Split.Rows rows, long all) {
    requirePart("training", rows.train(), 1 - split.validation() - split.test(), all);
    requirePart("validation", rows.validation(), split.validation(), all);
    requirePart("test", rows.test(), split.test(), all);
  }

  private void requirePart(String part, long rows, double share, long all) {
    if (rows == 0 && share > 0) {
      throw NightjarException.of(
          FailureKind.DATA,
          table.origin().name(),
          "the split leaves no row for "
              + part
              + " (share "
              + share
              + " of "
              + all
              + " rows); give more rows or other shares");
    }
  }
}
