package io.nightjar.spark.train.kmeans;

import io.nightjar.config.model.ModelConfig;
import io.nightjar.features.design.Precision;
import io.nightjar.spark.data.OrderedReduce;
import io.nightjar.spark.train.block.BlockPlan;
import io.nightjar.spark.train.block.LabelledBlocks;
import io.nightjar.spark.train.size.Cluster;
import io.nightjar.spark.train.size.FitShape;
import io.nightjar.spark.train.size.FitSize;
import io.nightjar.spark.train.size.Held;
import io.nightjar.spark.train.size.Rate;
import io.nightjar.spark.train.size.Rounds;
import io.nightjar.spark.train.size.Rounds.Known;
import io.nightjar.spark.train.size.Rounds.Traffic;
import io.nightjar.spark.train.size.Rounds.Work;
import io.nightjar.spark.train.task.FitPlace;
import java.util.ArrayList;
import java.util.List;

/** What k-means takes: rows as read and scaled, and a pass an iteration. */
public final class KMeansSize {
  /** A drawn row's rank, key and places in two collections, as it is sent. */
  private static final long DRAWN = 200;

  private KMeansSize() {}

  /**
   * Where so many rows are fitted: small tables in one task, and in local mode all that there is
   * room for, scaled columns and bounds included.
   */
  static FitPlace place(long rows, int columns, Cluster cluster) {
    long read = readBytes(rows, columns);
    return read <= LabelledBlocks.SMALL_BYTES
        ? FitPlace.ONE_TASK
        : LabelledBlocks.place(read + scaledBytes(rows, columns), cluster);
  }

  private static long readBytes(long rows, int columns) {
    return rows * (columns + 2L) * Float.BYTES;
  }

  private static long scaledBytes(long rows, int columns) {
    return rows * (columns * (long) Float.BYTES + BlockBounds.BYTES_OF_A_ROW);
  }

  /** Of a fit. */
  public static FitSize of(ModelConfig.KMeans kmeans, FitShape rows, Cluster cluster) {
    return of(kmeans, rows, cluster, place(rows.rows(), rows.columns(), cluster));
  }

  /** The same in a place that is told, not found. */
  static FitSize of(ModelConfig.KMeans kmeans, FitShape rows, Cluster cluster, FitPlace place) {
    String because =
        LabelledBlocks.because(
            "%d rows of %d bytes, and %d once they are scaled"
                .formatted(
                    rows.rows(),
                    readBytes(rows.rows(), rows.columns()),
                    scaledBytes(rows.rows(), rows.columns())),
            cluster);
    List<Rounds> rounds = rounds(kmeans, rows, place);
    long driver = rounds.stream().mapToLong(round -> round.traffic().driver()).max().orElse(0);
    return new FitSize(place, because, held(kmeans, rows, place, cluster), rounds, driver);
  }

  private static List<Held> held(
      ModelConfig.KMeans kmeans, FitShape rows, FitPlace place, Cluster cluster) {
    long rowBytes = BlockPlan.rowBytes(Precision.FLOAT, rows);
    long read = rows.rows() * rowBytes;
    if (place == FitPlace.EXECUTORS) {
      return List.of(
          Held.stored("blocks as read", read),
          Held.stored("scaled blocks", read),
          Held.onHeap("bounds of distances", rows.rows() * BlockBounds.BYTES_OF_A_ROW));
    }
    List<Held> held = new ArrayList<>(Held.fetched("blocks", read, rows.partitions(), cluster));
    if (kmeans.standardize()) {
      held.add(Held.onHeap("scaled columns", rows.rows() * rows.columns() * Float.BYTES));
    }
    held.add(Held.onHeap("bounds of distances", rows.rows() * BlockBounds.BYTES_OF_A_ROW));
    return held;
  }

  private static List<Rounds> rounds(ModelConfig.KMeans kmeans, FitShape rows, FitPlace place) {
    long k = kmeans.clusters();
    double cells = (double) rows.rows() * rows.columns();
    boolean spread = place == FitPlace.EXECUTORS;
    int jobs = spread ? 1 : 0;
    long drawnBytes = 2 * k * (rows.columns() * (long) Float.BYTES + DRAWN);
    Traffic drawn = spread ? traffic(rows, drawnBytes) : Traffic.NONE;
    Traffic sums = spread ? traffic(rows, k * (rows.columns() + 1) * Double.BYTES) : Traffic.NONE;
    Work reading = new Work(cells, Rate.READ);
    Work distances = new Work(cells * k, Rate.DISTANCE);
    int moments = kmeans.standardize() ? 1 : 0;
    return List.of(
        new Rounds("tables read", 2, Known.EXACT, 1, Traffic.NONE, reading),
        new Rounds("moments and scaling", moments + jobs, Known.EXACT, jobs, Traffic.NONE, reading),
        new Rounds("first row drawn", 1, Known.EXACT, jobs, Traffic.NONE, reading),
        new Rounds("draws", kmeans.initSteps(), Known.EXACT, jobs, drawn, distances),
        // One pass weighs what was drawn, one comes before the first move.
        new Rounds(
            "assignments", kmeans.maxIterations() + 2L, Known.AT_MOST, jobs, sums, distances));
  }

  private static Traffic traffic(FitShape rows, long partialBytes) {
    return new Traffic(
        OrderedReduce.shuffleBytes(rows.partitions(), partialBytes),
        0,
        OrderedReduce.driverBytes(rows.partitions(), partialBytes));
  }
}
