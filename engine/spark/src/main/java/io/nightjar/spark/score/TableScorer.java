package io.nightjar.spark.score;

import io.nightjar.features.raw.RawBatch;
import io.nightjar.kernels.backend.KernelUse;
import io.nightjar.spark.data.parquet.AppendedTable;
import io.nightjar.spark.score.lane.LaneColumn;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;

/**
 * Scores every row of a table with one model. A row's score depends on that row alone: not on
 * partitions, blocks or the order of rows.
 */
public interface TableScorer {

  /**
   * The rows with the columns of {@link ScoredColumns} added, lazily: none lost, none added.
   *
   * @param input has at least the columns of the model's signature
   */
  Dataset<Row> score(Dataset<Row> input);

  /**
   * What is known of a table that is whole Parquet files.
   *
   * @param columns those of {@link ScoredColumns}, which rows would have
   * @param source the scores by column
   */
  record FileScores(StructType columns, AppendedTable.Source<RawBatch> source) {}

  /**
   * The scores of a table by column, in the order of its files; empty where this scorer or the
   * table has no such order.
   *
   * @param kept columns that must lie in the files as they are in the table
   * @param wanted what is written, in order
   */
  default Optional<FileScores> scoreFiles(
      Dataset<Row> input, List<String> kept, List<LaneColumn> wanted) {
    return Optional.empty();
  }

  /** What of its settings a score's last bits may hang on. */
  default String settings() {
    return "";
  }

  /** What kernels did on the executors in the actions so far; empty where none is used. */
  default List<KernelUse> placements() {
    return List.of();
  }
}
