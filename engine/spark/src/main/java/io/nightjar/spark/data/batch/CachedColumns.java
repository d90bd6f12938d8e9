package io.nightjar.spark.data.batch;

import io.nightjar.spark.data.batch.column.CachedColumn;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.columnar.CachedBatch;
import org.apache.spark.sql.execution.SparkPlan;
import org.apache.spark.sql.execution.columnar.DefaultCachedBatchSerializer;
import org.apache.spark.sql.execution.columnar.InMemoryTableScanExec;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.storage.StorageLevel;

/**
 * Columns of a cached table as Spark's own serializer keeps them, whatever its other columns are.
 */
final class CachedColumns {
  private final InMemoryTableScanExec scan;
  private final StructType schema;
  private final int[] places;

  private CachedColumns(InMemoryTableScanExec scan, StructType schema, int[] places) {
    this.scan = scan;
    this.schema = schema;
    this.places = places;
  }

  /**
   * Some columns of a table that is itself in storage, found in the plan that it has: choosing them
   * would be planned anew, which may take longer than to read them. Empty too where not all of it
   * is there, as after it was freed: then its plan would store it once more.
   */
  static Optional<CachedColumns> held(Dataset<Row> table, List<String> names) {
    List<String> all = List.of(table.columns());
    int[] wanted = names.stream().mapToInt(all::indexOf).toArray();
    boolean named = names.stream().allMatch(name -> Collections.frequency(all, name) == 1);
    if (!named || table.storageLevel().equals(StorageLevel.NONE())) {
      return Optional.empty();
    }
    StructType schema =
        new StructType(
            Arrays.stream(wanted)
                .mapToObj(place -> table.schema().fields()[place])
                .toArray(StructField[]::new));
    var planned = (org.apache.spark.sql.classic.Dataset<Row>) table;
    return of(planned.queryExecution().executedPlan(), schema, wanted)
        .filter(columns -> columns.scan.relation().cacheBuilder().isCachedColumnBuffersLoaded());
  }

  /**
   * Empty where rows are filtered, computed, not cached or cached by another serializer, and where
   * a column is none of the plain ones that {@link CachedColumn} decodes.
   */
  static Optional<CachedColumns> of(SparkPlan rows, StructType schema) {
    return of(rows, schema, IntStream.range(0, schema.size()).toArray());
  }

  private static Optional<CachedColumns> of(SparkPlan rows, StructType schema, int[] wanted) {
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
            .map(all -> Arrays.stream(wanted).map(column -> all[column]).toArray())
            .map(places -> new CachedColumns(scan, schema, places))
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

  /** The wanted columns. */
  StructType schema() {
    return schema;
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
