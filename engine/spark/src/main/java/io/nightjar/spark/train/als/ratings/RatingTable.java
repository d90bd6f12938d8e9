package io.nightjar.spark.train.als.ratings;

import io.nightjar.FailureKind;
import io.nightjar.NightjarException;
import io.nightjar.config.model.ModelConfig;
import io.nightjar.model.factors.KeyDictionary;
import io.nightjar.spark.data.OneTask;
import io.nightjar.spark.data.Parcel;
import io.nightjar.spark.data.ReadFailures;
import io.nightjar.spark.data.Table;
import io.nightjar.spark.data.TableOrigin;
import io.nightjar.spark.data.batch.RawBatches;
import java.io.Serializable;
import java.util.Collections;
import java.util.List;
import java.util.function.Supplier;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.storage.StorageLevel;

/** The ratings of the training rows, which are read once and kept until closed. */
public final class RatingTable implements AutoCloseable {
  /** Most factors of one side: half a GiB, which goes through the driver in each step. */
  public static final long MOST_FACTORS = 1L << 27;

  private static final int BATCH_ROWS = 4096;

  private final TableOrigin origin;
  private final JavaRDD<RatingPart> parts;
  private final RatingTotals totals;

  private RatingTable(TableOrigin origin, JavaRDD<RatingPart> parts, RatingTotals totals) {
    this.origin = origin;
    this.parts = parts;
    this.totals = totals;
  }

  /**
   * Reads the rows.
   *
   * @throws NightjarException of kind DATA for keys of another type, keys that are missing, and
   *     ratings beyond float32
   */
  public static RatingTable of(Table train, ModelConfig.Als als, String label) {
    RatingColumns columns = RatingColumns.of(train, als, label);
    JavaRDD<RatingPart> parts = read(train, columns).persist(StorageLevel.MEMORY_AND_DISK());
    boolean sound = false;
    try {
      RatingTotals totals = totals(train.origin(), parts);
      totals.requireSound(columns);
      sound = true;
      return new RatingTable(train.origin(), parts, totals);
    } finally {
      if (!sound) {
        parts.unpersist(false);
      }
    }
  }

  /**
   * Looks at the rows alone.
   *
   * @throws NightjarException of kind DATA as {@link #of}
   */
  public static void check(Table table, ModelConfig.Als als, String label) {
    RatingColumns columns = RatingColumns.of(table, als, label);
    totals(table.origin(), read(table, columns)).requireSound(columns);
  }

  private static JavaRDD<RatingPart> read(Table table, RatingColumns columns) {
    RawBatches batches = new RawBatches(table.rows(), columns.names());
    return ReadFailures.reading(table.origin(), () -> batches.of(BATCH_ROWS))
        .mapPartitions(own -> Collections.singletonList(RatingPart.of(own, columns)).iterator());
  }

  private static RatingTotals totals(TableOrigin origin, JavaRDD<RatingPart> parts) {
    List<byte[]> parcels =
        ReadFailures.reading(origin, () -> parts.map(part -> Parcel.pack(part.totals())).collect());
    return parcels.stream()
        .map(parcel -> Parcel.<RatingTotals>open(parcel))
        .reduce(RatingTotals.NONE, RatingTotals::plus);
  }

  /** How many rows there are, and how many keys in each partition. */
  public RatingTotals totals() {
    return totals;
  }

  /** Work over all ratings inside one task; it travels there, and its result travels back. */
  @FunctionalInterface
  public interface TaskWork<R> extends Serializable {
    /** Does the work. */
    R over(List<RatingPart> parts);
  }

  /** Does the work inside one task. */
  public <R> R inOneTask(TaskWork<R> work) {
    return reading(
        () -> OneTask.run(parts, all -> work.over(all.stream().flatMap(List::stream).toList())));
  }

  /**
   * The keys of all rows, which are brought to the driver.
   *
   * @throws NightjarException of kind DATA for too many keys
   */
  public RatingKeys keys(int rank) {
    return RatingKeys.found(
        side -> {
          KeyDictionary keys = reading(() -> KeyUnion.of(parts, side, parts.getNumPartitions()));
          requireFew(side, keys.size(), rank);
          return keys;
        });
  }

  /** Refuses keys whose factors the driver can't gather in each step. */
  public static void requireFew(Side side, long keys, int rank) {
    if (keys > MOST_FACTORS / rank) {
      throw NightjarException.of(
          FailureKind.DATA,
          side.setting(),
          "has %d keys, with model.rank = %d that makes %d factors; must be %d at most: lower model.rank, or leave rows out with data.where"
              .formatted(keys, rank, keys * rank, MOST_FACTORS));
    }
  }

  /** The ratings, an element a partition. */
  public JavaRDD<RatingPart> parts() {
    return parts;
  }

  /** Runs an action that may read the table anew, where a part was lost. */
  public <T> T reading(Supplier<T> action) {
    return ReadFailures.reading(origin, action);
  }

  /** Lets go of the ratings, which are read anew where they are still asked for. */
  public void release() {
    parts.unpersist(false);
  }

  @Override
  public void close() {
    release();
  }
}
