package io.nightjar.spark.score;

import io.nightjar.features.raw.RawBatch;
import io.nightjar.kernels.backend.BackendPreference;
import io.nightjar.kernels.backend.KernelUse;
import io.nightjar.model.Model;
import io.nightjar.spark.data.batch.ExtendedRows;
import io.nightjar.spark.data.batch.RawBatches;
import io.nightjar.spark.data.parquet.AppendedTable;
import io.nightjar.spark.data.parquet.FileSplit;
import io.nightjar.spark.score.lane.LaneColumn;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.util.CollectionAccumulator;

/**
 * Scores with a model that kernels run, in bounded blocks of rows through the Spark-free scorer.
 */
public final class KernelTableScorer implements TableScorer {
  private final ScoringPlan plan;
  private final SentPlan sent;
  private final BackendPreference preference;
  private final int blockRows;
  private final CollectionAccumulator<List<KernelUse>> uses;

  /**
   * A scorer of one model.
   *
   * @param preference travels to the executors; each chooses its own backend
   * @param blockRows most rows in memory at once for each task, 1 or more; scores don't depend on
   *     it
   */
  public KernelTableScorer(
      SparkSession spark, Model model, BackendPreference preference, int blockRows) {
    this(spark, ScoringPlan.of(model), preference, blockRows);
  }

  /**
   * A scorer of all that a plan asks for, in one pass.
   *
   * @param preference travels to the executors; each chooses its own backend
   * @param blockRows as above
   */
  public KernelTableScorer(
      SparkSession spark, ScoringPlan plan, BackendPreference preference, int blockRows) {
    if (blockRows < 1) {
      throw new IllegalArgumentException("block rows is " + blockRows + "; must be 1 or more");
    }
    this.plan = plan;
    this.sent = new SentPlan(plan, spark.sparkContext());
    this.preference = preference;
    this.blockRows = blockRows;
    this.uses = spark.sparkContext().collectionAccumulator("nightjar kernel uses");
  }

  @Override
  public Dataset<Row> score(Dataset<Row> input) {
    KernelRows scoring = new KernelRows(sent, preference, uses);
    return new ExtendedRows(input, scoring.read(), List.of(input.columns()))
        .with(ScoredColumns.added(plan), blockRows, scoring);
  }

  @Override
  public Optional<FileScores> scoreFiles(
      Dataset<Row> input, List<String> kept, List<LaneColumn> wanted) {
    KernelRows scoring = new KernelRows(sent, preference, uses);
    if (!new RawBatches(input, kept).isWholeFiles()) {
      return Optional.empty();
    }
    RawBatches batches = new RawBatches(input, scoring.read());
    return batches
        .splits()
        .map(splits -> scores(splits, batches.of(blockRows), scoring, List.copyOf(wanted)));
  }

  private FileScores scores(
      List<List<FileSplit>> splits,
      JavaRDD<RawBatch> batches,
      KernelRows scoring,
      List<LaneColumn> wanted) {
    return new FileScores(
        ScoredColumns.added(plan),
        new AppendedTable.Source<>(splits, batches, part -> scoring.blocks(part, wanted)));
  }

  @Override
  public String settings() {
    return preference.name();
  }

  /** A task that ran twice is counted twice, as its kernels did run twice. */
  @Override
  public List<KernelUse> placements() {
    List<KernelUse> all = new ArrayList<>();
    uses.value().forEach(all::addAll);
    return KernelUse.merge(all);
  }
}
