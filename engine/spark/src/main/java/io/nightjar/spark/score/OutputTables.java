package io.nightjar.spark.score;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.when;

import io.nightjar.FailureKind;
import io.nightjar.NightjarException;
import io.nightjar.spark.data.Table;
import io.nightjar.spark.data.TableOrigin;
import io.nightjar.spark.data.expression.RowFilter;
import io.nightjar.spark.score.shadow.Agreement;
import io.nightjar.spark.score.shadow.Compared;
import io.nightjar.spark.score.shadow.Comparison;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * The two tables that scored rows become.
 *
 * <p>Scores: the kept columns, then {@link OutputColumns}. Quarantine, of rows that can't be scored
 * or break a rule of the contract: {@code id}, {@code reason}, {@code column}, {@code value}, all
 * strings.
 */
final class OutputTables {
  private static final String LEFT_OUT = "__nightjar_left_out";

  private final ScoreRequest request;
  private final ScoringModel model;
  private final OutputColumns columns;

  OutputTables(ScoreRequest request, ScoringModel model, Instant scoredAt) {
    this.request = request;
    this.model = model;
    this.columns = OutputColumns.of(request, model, scoredAt);
  }

  /**
   * The only columns that are read: the models', the kept ones and the id; and what the contract
   * finds, which looks at columns of its own.
   */
  Dataset<Row> pruned(Table table) {
    Set<String> names = new LinkedHashSet<>(model.model().signature().names());
    model.challengers().forEach(c -> names.addAll(c.model().signature().names()));
    names.addAll(request.config().keep());
    request.id().ifPresent(names::add);
    names.addAll(request.rules().marks());
    Column[] read = names.stream().map(Table::column).toArray(Column[]::new);
    return request.rules().mark(table).select(read);
  }

  /**
   * What is asked for of a table whose scores are written by column.
   *
   * @param filter of its rows; empty where all are scored
   */
  TableScorer.FileRequest ofFiles(Table table, Optional<RowFilter> filter) {
    Set<String> told = new LinkedHashSet<>(model.model().signature().names());
    request.id().ifPresent(told::add);
    told.addAll(request.rules().columns());
    return new TableScorer.FileRequest(
        request.config().keep(),
        columns.byName().values().stream().map(OutputColumns.Source::lanes).toList(),
        request.rules(),
        List.copyOf(told),
        filter,
        rows -> request.rules().mark(table.withRows(rows)).select(whereLeftOut()));
  }

  /** The columns of the scores, and last what the quarantine gets instead, null where nothing. */
  Dataset<Row> divided(Dataset<Row> scored) {
    List<Column> all = new ArrayList<>();
    request.config().keep().forEach(name -> all.add(Table.column(name)));
    all.addAll(written());
    all.add(whereLeftOut());
    return scored.select(all.toArray(Column[]::new));
  }

  /**
   * The types of the columns of the scores that are no kept ones.
   *
   * @param scored the columns that they are made of
   */
  StructType computed(SparkSession spark, StructType scored) {
    return spark
        .createDataFrame(List.of(), scored)
        .select(written().toArray(Column[]::new))
        .schema();
  }

  /** What the quarantine gets instead of a row; null where it gets nothing. */
  private Column whereLeftOut() {
    return when(bad(), struct(leftOut())).as(LEFT_OUT);
  }

  private List<Column> written() {
    List<Column> written = new ArrayList<>();
    columns.byName().forEach((name, source) -> written.add(source.rows().as(name)));
    return written;
  }

  /** The rows that stay. */
  Dataset<Row> sound(Dataset<Row> scored) {
    return scored.filter(bad().equalTo(lit(false)));
  }

  private Column bad() {
    return col(ScoredColumns.REASON).isNotNull().or(request.rules().breach().isNotNull());
  }

  Dataset<Row> quarantine(Dataset<Row> scored) {
    return scored.filter(bad()).select(leftOut());
  }

  /** A breach of the contract is told before what kept the model from scoring. */
  private Column[] leftOut() {
    Column id = request.id().map(name -> Table.column(name).cast("string")).orElse(nothing());
    return new Column[] {
      id.as("id"),
      breached("reason", col(ScoredColumns.REASON)),
      breached("column", col(ScoredColumns.COLUMN)),
      breached("value", value())
    };
  }

  /** What a breach says; what else is to be said where there is none. */
  private Column breached(String field, Column otherwise) {
    Column breach = request.rules().breach();
    return when(breach.isNotNull(), breach.getField(field)).otherwise(otherwise).as(field);
  }

  /** The columns of {@code score.keep}. */
  Dataset<Row> kept(Table table) {
    return table
        .rows()
        .select(request.config().keep().stream().map(Table::column).toArray(Column[]::new));
  }

  /** The columns of the quarantine. */
  static StructType quarantineColumns() {
    StructType schema = new StructType();
    for (String name : List.of("id", "reason", "column", "value")) {
      schema = schema.add(name, DataTypes.StringType);
    }
    return schema;
  }

  /**
   * What the quarantine tells of files that can't be read: each in a row, its path as the value.
   */
  static List<Row> unreadable(TableOrigin origin) {
    return origin.unreadable().stream()
        .map(file -> RowFactory.create(null, "the file " + file.message(), null, file.where()))
        .toList();
  }

  /**
   * How each challenger's scores compare with the champion's.
   *
   * @param scores the rows of the scores, with the columns of {@link ScoredColumns}
   */
  List<Agreement> agreements(Dataset<Row> scores) {
    List<Agreement> agreements = new ArrayList<>();
    for (int at = 0; at < model.challengers().size(); at++) {
      ScoringModel.Challenger challenger = model.challengers().get(at);
      Compared compared =
          new Compared(
              model.name() + "@" + challenger.version(),
              challenger.selector(),
              model.model().target(),
              new Compared.Columns(ScoredColumns.PREDICTION, ScoredColumns.LABEL),
              new Compared.Columns(
                  ScoredColumns.challenger(at, ScoredColumns.PREDICTION),
                  ScoredColumns.challenger(at, ScoredColumns.LABEL)));
      agreements.add(Comparison.of(scores, compared));
    }
    return agreements;
  }

  /**
   * Of scores as they are written, what {@link #agreements} reads; empty where that isn't there.
   */
  Optional<List<Column>> compared() {
    return columns.compared();
  }

  private Column value() {
    Column[] candidates =
        model.model().signature().names().stream()
            .map(OutputTables::valueOf)
            .toArray(Column[]::new);
    return coalesce(candidates);
  }

  private static Column valueOf(String name) {
    return when(col(ScoredColumns.COLUMN).equalTo(lit(name)), Table.column(name).cast("string"));
  }

  private static Column nothing() {
    return lit(null).cast("string");
  }

  /** Refuses columns of one name: kept ones that scoring writes itself, and written ones. */
  void requireDistinctNames() {
    List<String> own = new ArrayList<>(columns.names());
    own.add("run-date");
    Set<String> taken = new HashSet<>();
    for (String name : own) {
      if (!taken.add(name.toLowerCase(Locale.ROOT))) {
        throw NightjarException.of(
            FailureKind.CONFIG,
            "score.names",
            "gives two columns the name \""
                + name
                + "\" (of "
                + String.join(", ", own)
                + "); name them apart, or leave one out of score.columns");
      }
    }
    for (String kept : request.config().keep()) {
      if (taken.contains(kept.toLowerCase(Locale.ROOT))) {
        throw NightjarException.of(
            FailureKind.CONFIG,
            "score.keep",
            "has \""
                + kept
                + "\", which is also a column that scoring writes ("
                + String.join(", ", own)
                + "); leave it out, or name the written ones by score.names");
      }
    }
  }
}
