package io.nightjar.spark.score;

import io.nightjar.kernels.backend.KernelUse;
import io.nightjar.spark.data.batch.RowBlock;
import io.nightjar.spark.data.contract.RowRules;
import io.nightjar.spark.data.expression.RowFilter;
import io.nightjar.spark.data.parquet.AppendedTable;
import io.nightjar.spark.score.lane.LaneColumn;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
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
   * What is wanted of a table that is whole Parquet files.
   *
   * @param kept columns that must lie in the files as they are in the table
   * @param columns what is written, in order
   * @param rules of the contract, whose broken rows don't stay; each can be looked at as raw values
   * @param told the columns that {@code leftOut} reads beside those that scoring adds
   * @param filter what rows have to pass to be scored; empty where all are
   * @param leftOut of these columns and {@link ScoredColumns#REASON} and {@link
   *     ScoredColumns#COLUMN}, a struct: what is told of a row, null where it stays
   */
  record FileRequest(
      List<String> kept,
      List<LaneColumn> columns,
      RowRules rules,
      List<String> told,
      Optional<RowFilter> filter,
      UnaryOperator<Dataset<Row>> leftOut) {}

  /**
   * What is known of a table that is whole Parquet files.
   *
   * @param columns those of {@link ScoredColumns}, which rows would have
   * @param source the scores by column
   */
  record FileScores(StructType columns, AppendedTable.Source<RowBlock> source) {}

  /** Whether {@link #scoreFiles} is there for some tables. */
  default boolean scoresFiles() {
    return false;
  }

  /**
   * The scores of a table by column, in the order of its files; empty where this scorer or the
   * table has no such order.
   */
  default Optional<FileScores> scoreFiles(Dataset<Row> input, FileRequest wanted) {
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
