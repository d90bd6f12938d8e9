package io.nightjar.spark.score;

import io.nightjar.FailureKind;
import io.nightjar.NightjarException;
import io.nightjar.Problem;
import io.nightjar.kernels.backend.KernelUse;
import io.nightjar.model.FactorModel;
import io.nightjar.model.Model;
import io.nightjar.spark.data.RawRows;
import io.nightjar.spark.data.ReadFailures;
import io.nightjar.spark.data.Table;
import io.nightjar.spark.data.parquet.AppendedTable;
import io.nightjar.spark.data.parquet.DividedTable;
import io.nightjar.spark.data.parquet.Resumption;
import io.nightjar.spark.score.ScoreResult.TakenUp;
import io.nightjar.spark.score.StagedWriter.Appended;
import io.nightjar.spark.score.StagedWriter.Divided;
import io.nightjar.spark.score.StagedWriter.Place;
import io.nightjar.spark.score.TableScorer.FileScores;
import io.nightjar.spark.score.manifest.Provenance;
import io.nightjar.spark.score.manifest.RowCounts;
import io.nightjar.spark.score.publish.DatedPublisher;
import io.nightjar.spark.score.publish.Published;
import io.nightjar.spark.score.publish.StagedTable;
import io.nightjar.spark.score.recommend.Recommendations;
import io.nightjar.spark.score.shadow.Agreement;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.storage.StorageLevel;

/**
 * Scores one logical date and publishes it exactly once. The rows of the input, counted before,
 * must be those in the written scores and quarantine together. Where the input is whole Parquet
 * files and every row can be scored, its kept columns are copied as they lie on disk; else rows are
 * written one by one, each to the scores or the quarantine, in one pass.
 */
public final class BatchScoring {
  private static final int EXAMPLES = 3;

  private final SparkSession spark;
  private final ScoreRequest request;
  private final ScoringModel model;
  private final OutputTables tables;
  private final Optional<Recommendations> recommendations;
  private final Map<String, Long> timings = new LinkedHashMap<>();

  private BatchScoring(SparkSession spark, ScoreRequest request, ScoringModel model) {
    this.spark = spark;
    this.request = request;
    this.model = model;
    this.tables = new OutputTables(request, model, Instant.now().truncatedTo(ChronoUnit.MICROS));
    this.recommendations = model.recommendations();
  }

  /**
   * Scores and publishes, unless the run id is published already; then the input isn't opened.
   *
   * @throws NightjarException CONFIG for columns or folders that clash; DATA for an input that the
   *     model can't read, or too many rows that can't be scored; STORAGE for what the publish
   *     refuses; nothing is published then
   */
  public static ScoreResult run(
      SparkSession spark, ScoreRequest request, ScoringModel model, Supplier<ScoringInput> input) {
    BatchScoring scoring = new BatchScoring(spark, request, model);
    scoring.tables.requireDistinctNames();
    try (DatedPublisher.Try publication = request.publisher(spark).begin(request.publish())) {
      if (publication.alreadyPublished().isPresent()) {
        return scoring.already(publication.alreadyPublished().get());
      }
      return scoring.run(publication, input);
    }
  }

  private ScoreResult run(DatedPublisher.Try publication, Supplier<ScoringInput> input) {
    ScoringInput read = timed("read", input);
    requireColumns(read.table());
    requireFewUnreadable(read);
    Staged scores = timed("score", () -> stage(publication, read));
    Staged staged =
        recommendations.isEmpty()
            ? scores
            : timed("recommend", () -> scores.with(recommended(publication, read.table())));
    Provenance provenance =
        new Provenance(
            model.name(), model.version(), model.sha256(), read.text(), request.nightjarVersion());
    Published published =
        timed(
            "publish",
            () -> publication.publish(provenance, read.snapshot().rows(), staged.tables()));
    return result(published, Optional.of(staged));
  }

  /**
   * What was written, to be published.
   *
   * @param tables the scores first
   * @param rowByRow why they were written row by row; empty where columns were copied
   * @param takenUp of a run that was stopped; empty where none was
   * @param agreements of the challengers
   */
  private record Staged(
      List<StagedTable> tables,
      Optional<String> rowByRow,
      Optional<TakenUp> takenUp,
      List<Agreement> agreements) {
    Staged with(StagedTable more) {
      List<StagedTable> all = new ArrayList<>(tables);
      all.add(more);
      return new Staged(all, rowByRow, takenUp, agreements);
    }
  }

  private StagedTable recommended(DatedPublisher.Try publication, Table table) {
    Dataset<Row> rows = recommendations.get().of((FactorModel) model.model(), table);
    return new StagedWriter(spark, table.origin())
        .write(
            new Place(
                ScoreRequest.RECOMMENDATIONS,
                publication.stagingFolder(ScoreRequest.RECOMMENDATIONS)),
            rows)
        .ofOtherRows();
  }

  private void requireColumns(Table table) {
    requireColumns(table, model.model());
    model.challengers().forEach(challenger -> requireColumns(table, challenger.model()));
    request.config().keep().forEach(table::field);
    request.id().ifPresent(table::field);
  }

  private static void requireColumns(Table table, Model wanted) {
    try {
      wanted.signature().require(RawRows.columns(table.schema()));
    } catch (NightjarException e) {
      throw new NightjarException(
          e.kind(),
          e.problems().stream().map(p -> new Problem(table.origin().name(), p.message())).toList(),
          e);
    }
  }

  private Staged stage(DatedPublisher.Try publication, ScoringInput input) {
    StagedWriter writer = new StagedWriter(spark, input.table().origin());
    Appended appended = append(writer, publication, input.table());
    if (appended.refused() != null) {
      return rowByRow(writer, publication, input, appended.refused());
    }
    List<StagedTable> staged = new ArrayList<>(List.of(appended.table()));
    List<Row> files = OutputTables.unreadable(input.table().origin());
    quarantine(publication)
        .map(place -> writer.few(place, OutputTables.quarantineColumns(), files))
        .ifPresent(staged::add);
    return new Staged(
        staged,
        Optional.empty(),
        takenUp(publication, appended.takenUp(), appended.parts()),
        List.of());
  }

  /**
   * Scores behind the input's own column chunks, where its rows are whole files and all can be
   * scored.
   */
  private Appended append(StagedWriter writer, DatedPublisher.Try publication, Table table) {
    if (!model.challengers().isEmpty()) {
      return Appended.not("challengers are compared");
    }
    if (tables.ruled()) {
      return Appended.not("rules of the contract look at each row");
    }
    Optional<FileScores> scores =
        ReadFailures.reading(
            table.origin(),
            () ->
                model
                    .scorer()
                    .scoreFiles(table.rows(), request.config().keep(), tables.laneColumns()));
    if (scores.isEmpty()) {
      return Appended.not("the input isn't whole Parquet files, or no kernel runs the model");
    }
    AppendedTable appended =
        new AppendedTable(
            tables.kept(table).schema(), tables.computed(spark, scores.get().columns()));
    List<String> identities =
        new PartIdentities(request, model, table.origin(), appended.schema().json())
            .of(scores.get().source().splits());
    return writer.append(
        new Place(ScoreRequest.SCORES, publication.stagingFolder(ScoreRequest.SCORES)),
        appended,
        scores.get().source(),
        new Resumption(identities, publication.stagedBefore()));
  }

  /** Rows are only scored again for examples of those that stop the run. */
  private Staged rowByRow(
      StagedWriter writer, DatedPublisher.Try publication, ScoringInput input, String reason) {
    Table table = input.table();
    Dataset<Row> scored =
        ReadFailures.reading(table.origin(), () -> model.scorer().score(tables.pruned(table)));
    boolean compared = !model.challengers().isEmpty();
    Dataset<Row> rows = compared ? scored.persist(StorageLevel.MEMORY_AND_DISK()) : scored;
    try {
      Divided divided =
          writer.divide(
              new DividedTable(tables.divided(rows)),
              new Place(ScoreRequest.SCORES, publication.stagingFolder(ScoreRequest.SCORES)),
              quarantine(publication),
              OutputTables.unreadable(table.origin()));
      List<StagedTable> staged = new ArrayList<>(List.of(divided.staying()));
      divided.leftOut().ifPresent(staged::add);
      requireFew(divided.rowsLeftOut(), input, rows);
      return new Staged(
          staged,
          Optional.of(reason),
          takenUp(publication, 0, 0),
          compared ? tables.agreements(rows) : List.of());
    } finally {
      if (compared) {
        rows.unpersist(false);
      }
    }
  }

  private static Optional<TakenUp> takenUp(DatedPublisher.Try publication, int takenUp, int parts) {
    return publication.stagedBefore().isEmpty()
        ? Optional.empty()
        : Optional.of(new TakenUp(takenUp, parts));
  }

  private Optional<Place> quarantine(DatedPublisher.Try publication) {
    return request
        .config()
        .quarantine()
        .map(
            folder ->
                new Place(
                    ScoreRequest.QUARANTINE, publication.stagingFolder(ScoreRequest.QUARANTINE)));
  }

  private void requireFew(long bad, ScoringInput input, Dataset<Row> rows) {
    if (bad > 0 && request.config().quarantine().isEmpty()) {
      throw refused(
          input,
          bad,
          rows,
          "and score.quarantine is not set",
          "mend the rows, or set score.quarantine to a folder for them");
    }
    double most = request.config().maxQuarantineShare();
    if (bad + input.unreadableRows() > most * (input.snapshot().rows() + input.unreadableRows())) {
      throw refused(
          input,
          bad,
          rows,
          "more than score.max-quarantine-share = " + most,
          "mend the rows, or raise the share");
    }
  }

  /** Before anything is scored, as these alone may be too many. */
  private void requireFewUnreadable(ScoringInput input) {
    double most = request.config().maxQuarantineShare();
    List<Problem> files = input.table().origin().unreadable();
    double rows = input.unreadableRows();
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

  private NightjarException refused(
      ScoringInput input, long bad, Dataset<Row> rows, String limit, String advice) {
    List<String> examples =
        tables.quarantine(rows).orderBy("id", "reason").takeAsList(EXAMPLES).stream()
            .map(this::example)
            .toList();
    long all = input.snapshot().rows();
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

  private ScoreResult already(Published published) {
    return result(published, Optional.empty());
  }

  /**
   * @param now empty where it was published before
   */
  private ScoreResult result(Published published, Optional<Staged> now) {
    RowCounts counts = published.manifest().counts();
    return new ScoreResult(
        counts.in(),
        counts.scored(),
        counts.quarantined(),
        counts.unreadableFiles(),
        published.manifest().provenance().inputSnapshot(),
        published.place().toString(),
        now.isPresent(),
        now.isEmpty(),
        Optional.ofNullable(published.manifest().replacesRunId()),
        published.manifestSha256(),
        now.flatMap(Staged::rowByRow),
        now.flatMap(Staged::takenUp),
        now.map(Staged::agreements).orElse(List.of()),
        now.isPresent() ? placements() : List.of(),
        Collections.unmodifiableMap(new LinkedHashMap<>(timings)));
  }

  private List<KernelUse> placements() {
    List<KernelUse> all = new ArrayList<>(model.scorer().placements());
    recommendations.ifPresent(r -> all.addAll(r.placements()));
    return KernelUse.merge(all);
  }

  private <T> T timed(String step, Supplier<T> work) {
    long start = System.nanoTime();
    T value = work.get();
    timings.put(step, (System.nanoTime() - start) / 1_000_000);
    return value;
  }
}
