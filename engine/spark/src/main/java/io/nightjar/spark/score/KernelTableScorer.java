package io.nightjar.spark.score;

import io.nightjar.kernels.backend.BackendPreference;
import io.nightjar.kernels.backend.KernelUse;
import io.nightjar.model.Model;
import io.nightjar.spark.data.Table;
import io.nightjar.spark.data.batch.ExtendedRows;
import io.nightjar.spark.data.batch.FileBlocks;
import io.nightjar.spark.data.batch.RawBatches;
import io.nightjar.spark.data.expression.RowProjection;
import io.nightjar.spark.data.parquet.AppendedTable;
import io.nightjar.spark.score.lane.LaneColumn;
import io.nightjar.spark.score.lane.RowJudge;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
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
  public boolean scoresFiles() {
    return true;
  }

  @Override
  public Optional<FileScores> scoreFiles(Dataset<Row> input, FileRequest wanted) {
    KernelRows scoring = new KernelRows(sent, preference, uses);
    Set<String> read = new LinkedHashSet<>(scoring.read());
    read.addAll(wanted.rules().columns());
    List<String> names = List.copyOf(read);
    if (!isWholeFiles(input, wanted, names)) {
      return Optional.empty();
    }
    ExtendedRows rows = new ExtendedRows(input, names, wanted.told());
    return wanted
        .filter()
        .map(filter -> rows.ofFiles(blockRows, filter))
        .orElseGet(() -> rows.ofFiles(blockRows))
        .map(files -> scores(files, scoring, names, judge(input, names, wanted), wanted.columns()));
  }

  /** Columns that are read or told of are looked at where their blocks are asked for. */
  private static boolean isWholeFiles(Dataset<Row> input, FileRequest wanted, List<String> read) {
    List<String> only =
        wanted.kept().stream()
            .filter(name -> !read.contains(name) && !wanted.told().contains(name))
            .toList();
    return only.isEmpty() || new RawBatches(input, only).isWholeFiles();
  }

  private static RowJudge judge(Dataset<Row> input, List<String> read, FileRequest wanted) {
    StructType rows =
        input
            .select(wanted.told().stream().map(Table::column).toArray(Column[]::new))
            .schema()
            .add(ScoredColumns.REASON, DataTypes.StringType)
            .add(ScoredColumns.COLUMN, DataTypes.StringType);
    return new RowJudge(
        wanted.rules().sieve(input.schema(), read),
        RowProjection.of(input.sparkSession(), rows, wanted.leftOut()));
  }

  private FileScores scores(
      FileBlocks files,
      KernelRows scoring,
      List<String> read,
      RowJudge judge,
      List<LaneColumn> columns) {
    List<LaneColumn> wanted = List.copyOf(columns);
    return new FileScores(
        ScoredColumns.added(plan),
        new AppendedTable.Source<>(
            files.splits(),
            files.blocks(),
            part -> scoring.blocks(part, read, wanted, judge),
            files.skipped()));
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
