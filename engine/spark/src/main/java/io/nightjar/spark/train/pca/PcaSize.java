package io.nightjar.spark.train.pca;

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
import java.util.List;

/** What principal components take: the blocks, and the products of all columns once. */
public final class PcaSize {
  private PcaSize() {}

  /** Bytes that blocks of so many design columns take at most, by which their place is decided. */
  static long boundBytes(long rows, int columns) {
    return rows * (columns + 2L) * Double.BYTES;
  }

  /** Of a fit. */
  public static FitSize of(ModelConfig.Pca pca, FitShape rows, Cluster cluster) {
    long bound = boundBytes(rows.rows(), rows.columns());
    boolean small = bound <= LabelledBlocks.SMALL_BYTES;
    long blocks = rows.rows() * BlockPlan.rowBytes(Precision.valueOf(pca.precision().name()), rows);
    long products = (rows.columns() + 1L) * (rows.columns() + 2L) / 2 * Double.BYTES;
    Traffic traffic =
        small
            ? Traffic.NONE
            : new Traffic(
                OrderedReduce.shuffleBytes(rows.partitions(), products),
                0,
                OrderedReduce.driverBytes(rows.partitions(), products));
    double cells = (double) rows.rows() * rows.columns();
    int jobs = small ? 0 : 1;
    return new FitSize(
        small ? FitPlace.ONE_TASK : FitPlace.EXECUTORS,
        "%d rows, at most %d bytes; one task takes up to %d bytes"
            .formatted(rows.rows(), bound, LabelledBlocks.SMALL_BYTES),
        small
            ? Held.fetched("blocks", blocks, rows.partitions(), cluster)
            : List.of(Held.stored("blocks", blocks)),
        List.of(
            new Rounds("tables read", 2, Known.EXACT, 1, Traffic.NONE, new Work(cells, Rate.READ)),
            new Rounds("moments", 1, Known.EXACT, jobs, Traffic.NONE, new Work(cells, Rate.READ)),
            new Rounds(
                "products of columns",
                1,
                Known.EXACT,
                jobs,
                traffic,
                new Work(cells * (rows.columns() + 1) / 2, Rate.PRODUCT))),
        2L * rows.columns() * rows.columns() * Double.BYTES + traffic.driver());
  }
}
