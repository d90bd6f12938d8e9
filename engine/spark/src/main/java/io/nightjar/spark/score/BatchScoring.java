package io.nightjar.spark.score;

import io.nightjar.NightjarException;
import io.nightjar.Problem;
import io.nightjar.kernels.backend.KernelUse;
import io.nightjar.model.FactorModel;
import io.nightjar.model.Model;
import io.nightjar.spark.data.RawRows;
import io.nightjar.spark.data.Table;
import io.nightjar.spark.score.ScoreResult.Filtered;
import io.nightjar.spark.score.ScoreStaging.Staged;
import io.nightjar.spark.score.StagedWriter.Place;
import io.nightjar.spark.score.manifest.Provenance;
import io.nightjar.spark.score.manifest.RowCounts;
import io.nightjar.spark.score.publish.DatedPublisher;
import io.nightjar.spark.score.publish.Published;
import io.nightjar.spark.score.publish.StagedTable;
import io.nightjar.spark.score.recommend.Recommendations;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Scores one logical date and publishes it exactly once. The rows of the input, counted before,
 * must be those in the written scores and quarantine and those that {@code score.where} drops
 * together. {@link ScoreStaging} writes them.
 */
public final class BatchScoring {
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
   * @throws NightjarException CONFIG for columns or folders that clash, or a {@code score.where}
   *     that is no condition on the input; DATA for an input that the model can't read, or too many
   *     rows that can't be scored; STORAGE for what the publish refuses; nothing is published then
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
    request.where(read.table()); // refuses what is no condition on it before anything is written
    new QuarantineLimit(request, read).requireFewUnreadable();
    ScoreStaging staging = new ScoreStaging(spark, request, model, tables, publication);
    Staged scores = timed("score", () -> staging.stage(read));
    Staged staged =
        recommendations.isEmpty()
            ? scores
            : timed("recommend", () -> scores.with(recommended(publication, read.table())));
    Provenance provenance =
        new Provenance(
            model.name(),
            model.version(),
            model.sha256(),
            read.text(scores.filtered()),
            request.nightjarVersion());
    long passing = read.snapshot().rows() - rows(scores.filtered());
    Published published =
        timed("publish", () -> publication.publish(provenance, passing, staged.tables()));
    return result(published, Optional.of(staged));
  }

  private static long rows(Optional<Filtered> filtered) {
    return filtered.map(Filtered::rows).orElse(0L);
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

  private ScoreResult already(Published published) {
    return result(published, Optional.empty());
  }

  /**
   * @param now empty where it was published before
   */
  private ScoreResult result(Published published, Optional<Staged> now) {
    RowCounts counts = published.manifest().counts();
    Optional<Filtered> filtered = now.flatMap(Staged::filtered);
    return new ScoreResult(
        counts.in() + rows(filtered),
        counts.scored(),
        counts.quarantined(),
        filtered,
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
