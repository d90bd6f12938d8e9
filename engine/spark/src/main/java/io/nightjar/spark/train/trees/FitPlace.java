package io.nightjar.spark.train.trees;

import io.nightjar.kernels.tree.BinnedRows;
import org.apache.spark.SparkContext;
import scala.jdk.javaapi.CollectionConverters;

/** Where a fit's rows lie. */
enum FitPlace {
  /** All in one task, which needs no rounds of communication. */
  ONE_TASK,
  /** In their partitions, on all executors. */
  EXECUTORS;

  /** Bytes of a row beside its columns: key, label, weight, entry and room to part it. */
  private static final long ROW = 48;

  /** Bytes of a row's margin and gradients, an output. */
  private static final long OUTPUT = 16;

  /** Bytes of a column of a row: as read, and binned by columns and by rows. */
  private static final long CELL = Float.BYTES + 2;

  /** The share of an executor's memory for storage that one task's rows may take. */
  private static final double SHARE = 0.5;

  /** One task wherever its executor has room. */
  static FitPlace of(TreePlan plan, long rows, SparkContext spark) {
    long row = ROW + OUTPUT * plan.objective().outputs() + CELL * plan.columns().size();
    boolean fits = rows * row <= SHARE * leastMemory(spark) && rows <= BinnedRows.MAX_ROWS;
    return fits ? ONE_TASK : EXECUTORS;
  }

  private static long leastMemory(SparkContext spark) {
    return CollectionConverters.asJava(spark.getExecutorMemoryStatus()).values().stream()
        .mapToLong(memory -> (Long) memory._1())
        .min()
        .orElse(0);
  }
}
