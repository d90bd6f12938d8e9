package io.nightjar.spark.train.block;

import io.nightjar.features.ColumnType;
import io.nightjar.features.InputColumn;
import io.nightjar.features.raw.RawBatch;
import io.nightjar.spark.data.RawRows;
import io.nightjar.spark.data.Table;
import io.nightjar.spark.data.batch.RawBatches;
import io.nightjar.spark.train.size.Cluster;
import io.nightjar.spark.train.task.FitPlace;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.storage.StorageLevel;

/**
 * A table's columns of numbers, kept in memory from the pass that fits encodings to the one that
 * encodes, so that the table is read once. Rows that no memory is left for are read anew.
 */
public final class KeptBatches implements AutoCloseable {
  /** A double, a whole number of 64 bits and whether it is null: the most that a number takes. */
  private static final int NUMBER_BYTES = 17;

  private final JavaRDD<KeptBatch> batches;
  private final List<String> names;

  private KeptBatches(JavaRDD<KeptBatch> batches, List<String> names) {
    this.batches = batches;
    this.names = names;
  }

  /**
   * Keeps columns from the first time on that they are read; empty where one of them holds no
   * numbers, where there is no room, and on a cluster, where a batch could not travel.
   *
   * @param rows of the table
   * @param batchRows most rows of a batch
   */
  public static Optional<KeptBatches> of(
      Table table, List<String> names, long rows, int batchRows) {
    Cluster cluster = Cluster.of(table.rows().sparkSession().sparkContext());
    if (!apply(columns(table, names), rows, cluster)) {
      return Optional.empty();
    }
    JavaRDD<KeptBatch> batches =
        new RawBatches(table.rows(), names).apart(batchRows).map(KeptBatch::new);
    return Optional.of(new KeptBatches(batches.persist(StorageLevel.MEMORY_ONLY()), names));
  }

  private static List<InputColumn> columns(Table table, List<String> names) {
    return RawRows.columns(table.rows().schema()).stream()
        .filter(column -> names.contains(column.name()))
        .toList();
  }

  /** Whether some columns of a table are kept. */
  private static boolean apply(List<InputColumn> columns, long rows, Cluster cluster) {
    long bytes = rows * columns.size() * NUMBER_BYTES;
    return columns.stream().allMatch(column -> column.type().isNumeric())
        && cluster.isLocal()
        && FitPlace.hasRoom(bytes, cluster.storageBytes());
  }

  /**
   * Bytes of a row in the columns of a table that are kept, where none of its values is missing; 0
   * where they aren't kept.
   */
  public static long rowBytes(Table table, List<String> names, long rows, Cluster cluster) {
    List<InputColumn> columns = columns(table, names);
    return apply(columns, rows, cluster)
        ? columns.stream().mapToLong(column -> bytes(column.type())).sum()
        : 0;
  }

  /** A whole number of 64 bits lies beside its double. */
  private static long bytes(ColumnType type) {
    return switch (type) {
      case FLOAT -> Float.BYTES;
      case LONG -> Long.BYTES + Double.BYTES;
      default -> Double.BYTES;
    };
  }

  /** Some of the columns; empty where one of them isn't kept. */
  public Optional<JavaRDD<RawBatch>> select(List<String> wanted) {
    return places(wanted).map(places -> batches.map(kept -> kept.batch().select(places)));
  }

  /** The places of some columns among those that are kept; empty where one of them isn't. */
  Optional<int[]> places(List<String> wanted) {
    int[] places = wanted.stream().mapToInt(names::indexOf).toArray();
    return Arrays.stream(places).allMatch(place -> place >= 0)
        ? Optional.of(places)
        : Optional.empty();
  }

  /** All columns, as they lie in Spark's storage. */
  JavaRDD<KeptBatch> stored() {
    return batches;
  }

  @Override
  public void close() {
    batches.unpersist(false);
  }
}
