package io.nightjar.spark.score;

import io.nightjar.kernels.backend.KernelUse;
import io.nightjar.spark.data.parquet.FileSplit;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

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
   * The scores of a table that is whole Parquet files, alone.
   *
   * @param rows the columns of {@link ScoredColumns}
   * @param splits by partition of these, which rows of which files they are of, in order
   */
  record FileScores(Dataset<Row> rows, List<List<FileSplit>> splits) {}

  /**
   * The scores of a table without its own columns, in the order of its files; empty where this
   * scorer or the table has no such order.
   *
   * @param kept columns that must lie in the files as they are in the table
   */
  default Optional<FileScores> scoreFiles(Dataset<Row> input, List<String> kept) {
    return Optional.empty();
  }

  /** What kernels did on the executors in the actions so far; empty where none is used. */
  default List<KernelUse> placements() {
    return List.of();
  }
}
