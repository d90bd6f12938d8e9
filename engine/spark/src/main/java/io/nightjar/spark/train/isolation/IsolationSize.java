package io.nightjar.spark.train.isolation;

import io.nightjar.config.model.ModelConfig;
import io.nightjar.spark.data.OrderedReduce;
import io.nightjar.spark.train.size.FitShape;
import io.nightjar.spark.train.size.FitSize;
import io.nightjar.spark.train.size.Rate;
import io.nightjar.spark.train.size.Rounds;
import io.nightjar.spark.train.size.Rounds.Known;
import io.nightjar.spark.train.size.Rounds.Traffic;
import io.nightjar.spark.train.size.Rounds.Work;
import io.nightjar.spark.train.task.FitPlace;
import java.util.ArrayList;
import java.util.List;

/** What an isolation forest takes: nothing that is kept but the sampled rows, in the driver. */
public final class IsolationSize {
  /** What a sampled row's key takes, in values. */
  private static final int KEY_VALUES = 16;

  /** A row's key and how often it is there, as Spark shuffles them. */
  private static final long KEY_ROW = 32;

  private IsolationSize() {}

  /** Values of all samples, keys included, which the driver holds. */
  static long sampledValues(int trees, int sampleSize, int columns) {
    return (long) trees * sampleSize * (columns + KEY_VALUES);
  }

  /** Of a fit. */
  public static FitSize of(ModelConfig.IsolationForest forest, FitShape rows) {
    int size = (int) Math.min(forest.sampleSize(), rows.rows());
    long sampled = (long) forest.trees() * size;
    long keys = sampled * 2 * Long.BYTES;
    long values = sampledValues(forest.trees(), size, rows.columns()) * Float.BYTES;
    Work reading = new Work((double) rows.rows() * rows.columns(), Rate.READ);
    List<Rounds> rounds = new ArrayList<>();
    rounds.add(new Rounds("encodings", 1, Known.EXACT, 1, Traffic.NONE, reading));
    rounds.add(
        new Rounds(
            "keys counted",
            1,
            Known.EXACT,
            1,
            new Traffic(
                rows.rows() * KEY_ROW + OrderedReduce.shuffleBytes(rows.partitions(), keys),
                0,
                OrderedReduce.driverBytes(rows.partitions(), keys)),
            reading));
    rounds.add(
        new Rounds(
            "samples gathered",
            1,
            Known.EXACT,
            1,
            new Traffic(OrderedReduce.shuffleBytes(1, values), sampled * Long.BYTES, values),
            reading));
    if (forest.contamination().isPresent()) {
      rounds.add(new Rounds("rows scored", 1, Known.EXACT, 1, Traffic.NONE, reading));
    }
    return new FitSize(
        FitPlace.EXECUTORS,
        "always; trees are grown in the driver on %d sampled rows".formatted(sampled),
        List.of(),
        rounds,
        values + keys);
  }
}
