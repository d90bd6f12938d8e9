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
import io.nightjar.spark.score.StagedWriter.Appended;
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
 * written one by one, and those for the quarantine are looked for again.
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
   * @param agreements of the challengers
   */
  private record Staged(
      List<StagedTable> tables, Optional<String> rowByRow, List<Agreement> agreements) {
    Staged with(StagedTable more) {
      List<StagedTable> all = new ArrayList<>(tables);
      all.add(more);
      return new Staged(all, rowByRow, agreements);
    }
  }

  private StagedTable recommended(DatedPublisher.Try publication, Table table) {
    Dataset<Row> rows = recommendations.get().of((FactorModel) model.model(), table);
    return new StagedWriter(spark, table.origin())
        .write(
            ScoreRequest.RECOMMENDATIONS,
            rows,
            publication.stagingFolder(ScoreRequest.RECOMMENDATIONS))
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
    if (request.config().quarantine().isPresent()) {
      staged.add(quarantined(writer, publication, tables.noQuarantine(spark)));
    }
    return new Staged(staged, Optional.empty(), List.of());
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
    return writer.append(
        ScoreRequest.SCORES,
        new AppendedTable(
            tables.kept(table).schema(), tables.computed(spark, scores.get().columns())),
        scores.get().source(),
        publication.stagingFolder(ScoreRequest.SCORES));
  }

  /** Scores first; rows are only scored again where there are some for the quarantine. */
  private Staged rowByRow(
      StagedWriter writer, DatedPublisher.Try publication, ScoringInput input, String reason) {
    Table table = input.table();
    Dataset<Row> scored =
        ReadFailures.reading(table.origin(), () -> model.scorer().score(tables.pruned(table)));
    boolean compared = !model.challengers().isEmpty();
    Dataset<Row> rows = compared ? scored.persist(StorageLevel.MEMORY_AND_DISK()) : scored;
    try {
      List<StagedTable> staged = new ArrayList<>();
      staged.add(
          writer.write(
              ScoreRequest.SCORES,
              tables.scores(rows),
              publication.stagingFolder(ScoreRequest.SCORES)));
      boolean all = staged.get(0).rows() == input.snapshot().rows();
      Dataset<Row> quarantine = all ? tables.noQuarantine(spark) : tables.quarantine(rows);
      if (request.config().quarantine().isPresent()) {
        staged.add(quarantined(writer, publication, quarantine));
        requireFew(staged.get(1).rows(), input, quarantine);
      } else if (!all) {
        requireNone(input, quarantine);
      }
      return new Staged(
          staged, Optional.of(reason), compared ? tables.agreements(rows) : List.of());
    } finally {
      if (compared) {
        rows.unpersist(false);
      }
    }
  }

  private static StagedTable quarantined(
      StagedWriter writer, DatedPublisher.Try publication, Dataset<Row> rows) {
    return writer.write(
        ScoreRequest.QUARANTINE, rows, publication.stagingFolder(ScoreRequest.QUARANTINE));
  }

  private void requireFew(long bad, ScoringInput input, Dataset<Row> quarantine) {
    double most = request.config().maxQuarantineShare();
    if (bad > most * input.snapshot().rows()) {
      throw refused(
          input,
          bad,
          quarantine,
          "more than score.max-quarantine-share = " + most,
          "mend the rows, or raise the share");
    }
  }

  private void requireNone(ScoringInput input, Dataset<Row> quarantine) {
    long bad = ReadFailures.reading(input.table().origin(), quarantine::count);
    if (bad > 0) {
      throw refused(
          input,
          bad,
          quarantine,
          "and score.quarantine is not set",
          "mend the rows, or set score.quarantine to a folder for them");
    }
  }

  private NightjarException refused(
      ScoringInput input, long bad, Dataset<Row> quarantine, String limit, String advice) {
    List<String> examples =
        quarantine.orderBy("id", "reason").takeAsList(EXAMPLES).stream()
            .map(this::example)
            .toList();
    long rows = input.snapshot().rows();
    return NightjarException.of(
        FailureKind.DATA,
        input.table().origin().name(),
        String.format(
            Locale.ROOT,
            "%d of %d rows (%.4g%%) can't be scored, %s, such as %s; nothing was published: %s",
            bad,
            rows,
            100.0 * bad / rows,
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
        published.manifest().provenance().inputSnapshot(),
        published.place().toString(),
        now.isPresent(),
        now.isEmpty(),
        Optional.ofNullable(published.manifest().replacesRunId()),
        published.manifestSha256(),
        now.flatMap(Staged::rowByRow),
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
