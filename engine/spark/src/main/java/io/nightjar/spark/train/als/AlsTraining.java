package io.nightjar.spark.train.als;

import io.nightjar.NightjarException;
import io.nightjar.config.JobConfig;
import io.nightjar.config.model.ModelConfig;
import io.nightjar.kernels.Kernels;
import io.nightjar.kernels.backend.BackendPreference;
import io.nightjar.kernels.backend.KernelUse;
import io.nightjar.spark.data.Table;
import io.nightjar.spark.kernel.TaskKernels;
import io.nightjar.spark.train.als.LocalSide.LocalRun;
import io.nightjar.spark.train.als.Sweeps.Ground;
import io.nightjar.spark.train.als.ratings.RatingKeys;
import io.nightjar.spark.train.als.ratings.RatingPart;
import io.nightjar.spark.train.als.ratings.RatingTable;
import io.nightjar.spark.train.als.ratings.Side;
import io.nightjar.spark.train.block.KernelRuns;
import io.nightjar.spark.train.checkpoint.RunCheckpoints;
import io.nightjar.spark.train.size.Cluster;
import io.nightjar.spark.train.task.FitPlace;
import io.nightjar.spark.train.task.Workers;
import java.io.Serializable;
import java.util.List;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;

/**
 * Fits factors of users and items by alternating least squares, as {@link ModelConfig.Als} says.
 * Users start where {@link StartFactors} says; then items and users are solved in turn, each
 * against all factors of the others. Each row's sums are made in the order of its own ratings'
 * keys, so that the factors hang on the ratings and the seed alone (on one backend), not on
 * partitions, blocks, the order of rows or where they lie: in one task, whose threads share out the
 * blocks, or on executors.
 */
public final class AlsTraining {
  /** A task's blocks for each of its threads: none of them waits long for the last one. */
  private static final int BLOCKS_OF_A_THREAD = 16;

  private final JobConfig config;
  private final ModelConfig.Als wanted;
  private final KernelRuns runs;
  private final FitPlace place;

  /** Training of a job's model of type als. */
  public AlsTraining(JobConfig config, KernelRuns runs) {
    this(config, runs, null);
  }

  /** The same in a place that is told, not found. */
  AlsTraining(JobConfig config, KernelRuns runs, FitPlace place) {
    this.config = config;
    this.wanted = (ModelConfig.Als) config.model();
    this.runs = runs;
    this.place = place;
  }

  /**
   * Fits on the training rows, from the start or from a checkpoint.
   *
   * @throws NightjarException of kind DATA: what to mend
   */
  public AlsFit fit(Table train, RunCheckpoints checkpoints) {
    Cluster cluster = Cluster.of(train.rows().sparkSession().sparkContext());
    Sweeps sweeps = new Sweeps(wanted, config.seed(), checkpoints.latest(new SweepForm()));
    try (RatingTable table = RatingTable.of(train, wanted, config.data().requireLabel())) {
      FitPlace where =
          place == null ? AlsSize.place(table.totals(), wanted.rank(), cluster) : place;
      return where == FitPlace.EXECUTORS ? onExecutors(table, sweeps) : inOneTask(table, sweeps);
    }
  }

  /**
   * Looks at the keys and the label of a table without training.
   *
   * @throws NightjarException of kind DATA: what to mend
   */
  public static void check(JobConfig config, Table table) {
    RatingTable.check(table, (ModelConfig.Als) config.model(), config.data().requireLabel());
  }

  private AlsFit onExecutors(RatingTable table, Sweeps sweeps) {
    int blocks = AlsSize.blocks(table.totals().rows(), config.compute().partitions());
    Broadcast<RatingKeys> keys =
        JavaSparkContext.fromSparkContext(table.parts().context())
            .broadcast(table.keys(wanted.rank()));
    try (DistributedSide users = DistributedSide.of(table, Side.USER, keys, blocks, runs);
        DistributedSide items = DistributedSide.of(table, Side.ITEM, keys, blocks, runs)) {
      Repeated repeated = table.reading(users::make);
      sweeps.requireOnce(repeated, keys.value());
      table.reading(items::make);
      table.release();
      Kernels kernels = TaskKernels.of(runs.preference());
      Ground ground = new Ground(keys.value(), users, items, FitPlace.EXECUTORS);
      AlsFit fit = sweeps.over(ground, repeated, kernels);
      runs.add(kernels.drain());
      return fit;
    }
  }

  /** What a task brings back. */
  private record Worked(AlsFit fit, List<KernelUse> uses) implements Serializable {}

  private AlsFit inOneTask(RatingTable table, Sweeps sweeps) {
    BackendPreference preference = runs.preference();
    long rows = table.totals().rows();
    Worked worked = table.inOneTask(parts -> inThisTask(parts, rows, sweeps, preference));
    runs.add(worked.uses);
    return worked.fit;
  }

  private static Worked inThisTask(
      List<RatingPart> parts, long rows, Sweeps sweeps, BackendPreference preference) {
    KernelRuns own = new KernelRuns(preference);
    Kernels kernels = TaskKernels.of(preference);
    try (Workers workers = Workers.ofThisTask()) {
      LocalRun run = new LocalRun(workers, kernels, own);
      int blocks = AlsSize.blocks(rows, BLOCKS_OF_A_THREAD * workers.threads());
      RatingKeys keys = RatingKeys.of(parts);
      LocalSide users = LocalSide.of(parts, Side.USER, keys, blocks, run);
      Repeated repeated = users.repeated();
      sweeps.requireOnce(repeated, keys);
      LocalSide items = LocalSide.of(parts, Side.ITEM, keys, blocks, run);
      Ground ground = new Ground(keys, users, items, FitPlace.ONE_TASK);
      AlsFit fit = sweeps.over(ground, repeated, kernels);
      own.add(kernels.drain());
      return new Worked(fit, own.uses());
    }
  }
}
