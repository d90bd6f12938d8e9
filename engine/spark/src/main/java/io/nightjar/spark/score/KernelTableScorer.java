package io.nightjar.spark.score;

import io.nightjar.kernels.backend.BackendPreference;
import io.nightjar.kernels.backend.KernelUse;
import io.nightjar.model.Model;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.util.CollectionAccumulator;

/**
 * Scores with a model that kernels run, in bounded blocks of rows through the Spark-free scorer.
 */
public final class KernelTableScorer implements TableScorer {
  private final ScoringPlan plan;
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
    this.preference = preference;
    this.blockRows = blockRows;
    this.uses = spark.sparkContext().collectionAccumulator("nightjar kernel uses");
  }

  @Override
  public Dataset<Row> score(Dataset<Row> input) {
    StructType schema = input.schema();
    KernelRows scoring = new KernelRows(plan, preference, blockRows, schema, uses);
    MapPartitionsFunction<Row, Row> blocks = scoring::score;
    return input.mapPartitions(blocks, Encoders.row(ScoredColumns.behind(schema, plan)));
  }

  /** A task that ran twice is counted twice, as its kernels did run twice. */
  @Override
  public List<KernelUse> placements() {
    List<KernelUse> all = new ArrayList<>();
    uses.value().forEach(all::addAll);
    return KernelUse.merge(all);
  }
}
