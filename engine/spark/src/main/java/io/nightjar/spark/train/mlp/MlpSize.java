package io.nightjar.spark.train.mlp;

import io.nightjar.config.model.ModelConfig;
import io.nightjar.features.design.Precision;
import io.nightjar.spark.data.OrderedReduce;
import io.nightjar.spark.train.block.BlockPlan;
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

/** What networks take: the blocks, and a pass or a batch a round. */
public final class MlpSize {
  private MlpSize() {}

  /** Bytes of a row of so many inputs, as read and scaled, by which its place is decided. */
  static long rowBytes(int inputs) {
    return (2L * inputs + 8) * Float.BYTES;
  }

  /** Of a fit. */
  public static FitSize of(ModelConfig.Mlp mlp, FitShape rows, Cluster cluster) {
    boolean validated = mlp.descent().earlyStoppingRounds() > 0;
    long all = validated ? rows.allRows() : rows.rows();
    long rowBytes = rowBytes(rows.columns());
    FitPlace place = FitPlace.of(all, rowBytes, cluster.storageBytes());
    long blocks = all * BlockPlan.rowBytes(Precision.FLOAT, rows);
    List<Held> held = new ArrayList<>();
    if (place == FitPlace.ONE_TASK) {
      held.addAll(Held.fetched("blocks", blocks, rows.partitions(), cluster));
      held.add(Held.onHeap("scaled columns", all * rows.columns() * Float.BYTES));
    } else {
      held.add(Held.stored("blocks", blocks));
    }
    long weights = weights(mlp, rows);
    String because =
        "%d rows of %d bytes; one task takes up to %d bytes"
            .formatted(all, rowBytes, FitPlace.room(cluster.storageBytes()));
    return new FitSize(place, because, held, rounds(mlp, rows, place), 4 * weights * Double.BYTES);
  }

  private static long weights(ModelConfig.Mlp mlp, FitShape rows) {
    long weights = 0;
    long inputs = rows.columns();
    for (int units : mlp.hiddenLayers()) {
      weights += (inputs + 1) * units;
      inputs = units;
    }
    return weights + (inputs + 1) * rows.outputs();
  }

  private static List<Rounds> rounds(ModelConfig.Mlp mlp, FitShape rows, FitPlace place) {
    long weights = weights(mlp, rows);
    boolean batches = mlp.descent().optimizer() != ModelConfig.Optimizer.L_BFGS;
    long perEpoch = batches ? Math.max(1, rows.rows() / Math.max(1, mlp.descent().batchSize())) : 1;
    long count = batches ? mlp.descent().maxEpochs() * perEpoch : mlp.descent().maxIterations();
    long partial = weights * Double.BYTES;
    Traffic traffic =
        place == FitPlace.ONE_TASK
            ? Traffic.NONE
            : new Traffic(
                OrderedReduce.shuffleBytes(rows.partitions(), partial),
                0,
                OrderedReduce.driverBytes(rows.partitions(), partial));
    double cells = (double) rows.rows() * rows.columns();
    // Forward, and twice backward.
    Work pass = new Work(3.0 * rows.rows() / perEpoch * weights, Rate.WEIGHT);
    return List.of(
        new Rounds("tables read", 2, Known.EXACT, 1, Traffic.NONE, new Work(cells, Rate.READ)),
        new Rounds(
            batches ? "batches" : "passes",
            count,
            Known.AT_MOST,
            place == FitPlace.ONE_TASK ? 0 : 1,
            traffic,
            pass));
  }
}
