package io.nightjar.spark.score;

import io.nightjar.kernels.backend.KernelUse;
import java.util.List;
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

  /** What kernels did on the executors in the actions so far; empty where none is used. */
  default List<KernelUse> placements() {
    return List.of();
  }
}
