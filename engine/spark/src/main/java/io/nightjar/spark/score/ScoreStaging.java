package io.nightjar.spark.score;

import io.nightjar.spark.data.ReadFailures;
import io.nightjar.spark.data.Table;
import io.nightjar.spark.data.expression.RowFilter;
import io.nightjar.spark.data.parquet.AppendedTable;
import io.nightjar.spark.data.parquet.DividedTable;
import io.nightjar.spark.data.parquet.Resumption;
import io.nightjar.spark.score.ScoreResult.Filtered;
import io.nightjar.spark.score.ScoreResult.TakenUp;
import io.nightjar.spark.score.ScoreStaging.Staged;
import io.nightjar.spark.score.StagedWriter.Appended;
import io.nightjar.spark.score.StagedWriter.Divided;
import io.nightjar.spark.score.StagedWriter.Place;
import io.nightjar.spark.score.StagedWriter.Places;
import io.nightjar.spark.score.StagedWriter.Written;
import io.nightjar.spark.score.TableScorer.FileScores;
import io.nightjar.spark.score.publish.DatedPublisher;
import io.nightjar.spark.score.publish.StagedTable;
import io.nightjar.spark.score.shadow.Agreement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.storage.StorageLevel;

/**
 * Writes the scores and the quarantine of one try, in one pass over the input. Where that is whole
 * Parquet files, scores go by column behind the kept columns, which are copied as they lie on disk
 * but for row groups that lose rows; else rows are written one by one.
 */
final class ScoreStaging {
  private final SparkSession spark;
  private final ScoreRequest request;
  private final ScoringModel model;
  private final OutputTables tables;
  private final DatedPublisher.Try publication;

  ScoreStaging(
      SparkSession spark,
      ScoreRequest request,
      ScoringModel model,
      OutputTables tables,
      DatedPublisher.Try publication) {
    this.spark = spark;
    this.request = request;
    this.model = model;
    this.tables = tables;
    this.publication = publication;
  }

  /**
   * What was written, to be published.
   *
   * @param tables the scores first
   * @param rowByRow why they were written row by row; empty where they were by column
   * @param takenUp of a run that was stopped; empty where none was
   * @param filtered what {@code score.where} dropped; empty where it isn't set
   * @param agreements of the challengers
   */
  record Staged(
      List<StagedTable> tables,
      Optional<String> rowByRow,
      Optional<TakenUp> takenUp,
      Optional<Filtered> filtered,
      List<Agreement> agreements) {
    Staged with(StagedTable more) {
      List<StagedTable> all = new ArrayList<>(tables);
      all.add(more);
      return new Staged(all, rowByRow, takenUp, filtered, agreements);
    }
  }

  /** Scores all rows that are to be scored. */
  Staged stage(ScoringInput input) {
    StagedWriter writer = new StagedWriter(spark, input.table().origin());
    Appended appended = append(writer, input.table());
    if (appended.refused() != null) {
      return rowByRow(writer, input, appended.refused());
    }
    Divided divided = appended.tables();
    requireFew(input, divided, appended.filtered(), () -> tables.quarantine(scored(input.table())));
    List<Agreement> agreements =
        tables
            .compared()
            .map(columns -> agreements(writer, divided.staying(), columns))
            .orElse(List.of());
    return new Staged(
        divided.tables(),
        Optional.empty(),
        takenUp(appended.takenUp(), appended.parts()),
        filtered(appended.filtered()),
        agreements);
  }

  private Optional<Filtered> filtered(Filtered dropped) {
    return request.config().where().map(predicate -> dropped);
  }

  private Appended append(StagedWriter writer, Table table) {
    Optional<RowFilter> filter =
        request.config().where().flatMap(predicate -> RowFilter.of(table.rows(), predicate));
    Optional<String> refused = refused(table, filter);
    if (refused.isPresent()) {
      return Appended.not(refused.get());
    }
    Optional<FileScores> scores =
        ReadFailures.reading(
            table.origin(),
            () -> model.scorer().scoreFiles(table.rows(), tables.ofFiles(table, filter)));
    return scores.isEmpty()
        ? Appended.not(notByColumn(table))
        : append(writer, table, filter, scores.get());
  }

  /** What keeps scores from going by column, whatever lies in the files. */
  private Optional<String> refused(Table table, Optional<RowFilter> filter) {
    Optional<StructField> unread = request.rules().unread(table);
    if (unread.isPresent()) {
      return Optional.of(
          "the contract has a rule for \"%s\", whose type is %s"
              .formatted(unread.get().name(), unread.get().dataType().simpleString()));
    }
    if (!model.challengers().isEmpty() && tables.compared().isEmpty()) {
      return Optional.of(
          "challengers are compared by columns that score.columns leaves out: prediction, and"
              + " probability where there are two classes");
    }
    return request
        .config()
        .where()
        .filter(predicate -> filter.isEmpty())
        .map(
            predicate ->
                ("score.where = \"%s\" hangs on more than a row's own columns: on a subquery, a random"
                        + " number or another function that may give something else each time")
                    .formatted(predicate));
  }

  private String notByColumn(Table table) {
    String format = table.origin().format();
    if (!model.scorer().scoresFiles()) {
      return "a Spark ML model scores, or scores beside the champion";
    }
    return format.equals("parquet")
        ? "not all rows of its Parquet files are the input, or not as they lie there"
        : "the input isn't whole Parquet files: its format is " + format;
  }

  private Appended append(
      StagedWriter writer, Table table, Optional<RowFilter> filter, FileScores scores) {
    AppendedTable appended =
        new AppendedTable(
            tables.kept(table).schema(),
            tables.computed(spark, scores.columns()),
            OutputTables.quarantineColumns());
    List<String> identities =
        new PartIdentities(request, model, table.origin(), filter, appended.schema().json())
            .of(scores.source().splits());
    return writer.append(
        places(table),
        appended,
        scores.source(),
        new Resumption(identities, publication.stagedBefore()));
  }

  private Staged rowByRow(StagedWriter writer, ScoringInput input, String reason) {
    Table table = input.table();
    boolean kept = !model.challengers().isEmpty() && tables.compared().isEmpty();
    Dataset<Row> scored = scored(table);
    Dataset<Row> rows = kept ? scored.persist(StorageLevel.MEMORY_AND_DISK()) : scored;
    try {
      Written written = writer.divide(new DividedTable(tables.divided(rows)), places(table));
      Divided divided = written.tables();
      Filtered dropped = dropped(input, written);
      requireFew(input, divided, dropped, () -> tables.quarantine(rows));
      List<Agreement> agreements =
          kept
              ? tables.agreements(tables.sound(rows))
              : agreements(writer, divided.staying(), tables.compared().orElse(List.of()));
      return new Staged(
          divided.tables(), Optional.of(reason), takenUp(0, 0), filtered(dropped), agreements);
    } finally {
      if (kept) {
        rows.unpersist(false);
      }
    }
  }

  /** Rows of the input that never came to be written; more of these than it had are none. */
  private Filtered dropped(ScoringInput input, Written written) {
    return request.config().where().isEmpty()
        ? new Filtered(0, 0)
        : new Filtered(Math.max(0, input.snapshot().rows() - written.rows()), 0);
  }

  private void requireFew(
      ScoringInput input, Divided divided, Filtered dropped, QuarantineLimit.Told told) {
    long judged = input.snapshot().rows() - dropped.rows();
    new QuarantineLimit(request, input).requireFew(divided.rowsLeftOut(), judged, told);
  }

  private Dataset<Row> scored(Table table) {
    return ReadFailures.reading(
        table.origin(), () -> model.scorer().score(tables.pruned(request.where(table))));
  }

  /** Challengers are compared by the scores as they were written. */
  private List<Agreement> agreements(
      StagedWriter writer, StagedTable scores, List<Column> compared) {
    return model.challengers().isEmpty()
        ? List.of()
        : writer.reading(
            scores,
            place(ScoreRequest.SCORES),
            rows -> tables.agreements(rows.select(compared.toArray(Column[]::new))));
  }

  private Optional<TakenUp> takenUp(int takenUp, int parts) {
    return publication.stagedBefore().isEmpty()
        ? Optional.empty()
        : Optional.of(new TakenUp(takenUp, parts));
  }

  private Places places(Table table) {
    return new Places(
        place(ScoreRequest.SCORES),
        request.config().quarantine().map(folder -> place(ScoreRequest.QUARANTINE)),
        OutputTables.unreadable(table.origin()));
  }

  private Place place(String name) {
    return new Place(name, publication.stagingFolder(name));
  }
}
