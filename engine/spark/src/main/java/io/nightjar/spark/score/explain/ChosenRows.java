package io.nightjar.spark.score.explain;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.struct;

import io.nightjar.FailureKind;
import io.nightjar.NightjarException;
import io.nightjar.spark.data.ReadFailures;
import io.nightjar.spark.data.Table;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Which rows of a table are explained.
 *
 * @param ids values of the column of ids, as text; empty for any
 * @param where an SQL predicate that the rows keep too
 * @param limit the most rows, 1 or more
 */
public record ChosenRows(List<String> ids, Optional<String> where, int limit) {

  /**
   * A row.
   *
   * @param row all columns of the table
   * @param id what names it, as text; null where nothing does
   */
  public record Chosen(Row row, String id) {}

  /**
   * The rows.
   *
   * @param warning what a person should know
   */
  public record Found(List<Chosen> rows, Optional<String> warning) {
    /** Copies the list. */
    public Found {
      rows = List.copyOf(rows);
    }
  }

  /** Copies the list. */
  public ChosenRows {
    ids = List.copyOf(ids);
  }

  /**
   * Finds the rows, in the order of their ids where there is a column of them, so that the limit
   * always takes the same ones.
   *
   * @param id the column of ids that the job has
   * @throws NightjarException CONFIG where ids are given without such a column, or for a predicate
   *     that is none; DATA where an id or any row at all isn't there
   */
  public Found in(Table table, Optional<String> id) {
    Optional<String> named = id.filter(name -> List.of(table.schema().fieldNames()).contains(name));
    Dataset<Row> rows = matching(table, id).rows();
    Dataset<Row> ordered = named.map(Table::column).map(rows::orderBy).orElse(rows);
    Dataset<Row> beside =
        ordered.select(struct(col("*")), named.map(ChosenRows::text).orElse(lit(null)));
    List<Chosen> found =
        ReadFailures.reading(table.origin(), () -> beside.takeAsList(limit + 1)).stream()
            .map(row -> new Chosen(row.getStruct(0), row.getString(1)))
            .toList();
    if (found.size() > limit) {
      String warning =
          "more than " + limit + " rows match; the first " + limit + " are explained: see --limit";
      return new Found(found.subList(0, limit), Optional.of(warning));
    }
    requireAll(table, found);
    return new Found(found, Optional.empty());
  }

  private Table matching(Table table, Optional<String> id) {
    Table rows = where.map(predicate -> table.where(predicate, "--where")).orElse(table);
    if (ids.isEmpty()) {
      return rows;
    }
    String column =
        id.orElseThrow(
            () ->
                NightjarException.of(
                    FailureKind.CONFIG,
                    "--id",
                    "needs data.id, the column that names a row; set it, or use --where."));
    table.field(column);
    return rows.withRows(rows.rows().filter(text(column).isin(ids.toArray())));
  }

  /** An id as it is asked for and shown. */
  private static Column text(String id) {
    return Table.column(id).cast("string");
  }

  private void requireAll(Table table, List<Chosen> found) {
    TreeSet<String> missing = new TreeSet<>(ids);
    found.stream().map(Chosen::id).filter(Objects::nonNull).forEach(missing::remove);
    if (found.isEmpty() || !missing.isEmpty()) {
      String wanted = where.map(predicate -> " where " + predicate).orElse("");
      throw NightjarException.of(
          FailureKind.DATA,
          table.origin().name(),
          "has no row "
              + (ids.isEmpty() ? "" : "with the id " + String.join(", ", missing))
              + wanted
              + "; name others, or another --table.");
    }
  }
}
