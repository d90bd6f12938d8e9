package io.nightjar.spark.data.batch;

import io.nightjar.spark.data.batch.column.CachedColumn;
import java.util.Optional;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.columnar.CachedBatch;
import org.apache.spark.sql.execution.SparkPlan;
import org.apache.spark.sql.execution.columnar.DefaultCachedBatchSerializer;
import org.apache.spark.sql.execution.columnar.InMemoryTableScanExec;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * Columns of a cached table as Spark's own serializer keeps them, whatever its other columns are.
 */
final class CachedColumns {
  private final InMemoryTableScanExec scan;
  private final int[] places;

  private CachedColumns(InMemoryTableScanExec scan, int[] places) {
    this.scan = scan;
    this.places = places;
  }

  /**
   * Empty where rows are filtered, computed, not cached or cached by another serializer, and where
   * a column is none of the plain ones that {@link CachedColumn} decodes.
   */
  static Optional<CachedColumns> of(SparkPlan rows, StructType schema) {
    Optional<SparkPlan> source =
        ColumnarPlan.below(rows, plan -> plan instanceof InMemoryTableScanExec);
    if (source.isEmpty() || !allPlain(schema)) {
      return Optional.empty();
    }
    InMemoryTableScanExec scan = (InMemoryTableScanExec) source.get();
    boolean known =
        scan.predicates().isEmpty()
            && scan.relation().cacheBuilder().serializer().getClass()
                == DefaultCachedBatchSerializer.class;
    return known
        ? ColumnarPlan.places(rows, ColumnarPlan.ids(scan.relation().output()))
            .map(places -> new CachedColumns(scan, places))
        : Optional.empty();
  }

  private static boolean allPlain(StructType schema) {
    for (StructField field : schema.fields()) {
      if (!CachedColumn.decodes(field.dataType())) {
        return false;
      }
    }
    return true;
  }

  /** By wanted column, its place among the cached ones. */
  int[] places() {
    return places.clone();
  }

  /** The cached batches. */
  JavaRDD<CachedBatch> batches() {
    return scan.baseCacheRDD().toJavaRDD();
  }
}
