package io.nightjar.spark.train.block;

import io.nightjar.features.raw.RawBatch;
import io.nightjar.kernels.backend.BackendPreference;
import io.nightjar.kernels.backend.KernelUse;
import io.nightjar.spark.data.OneTask;
import io.nightjar.spark.data.OrderedReduce;
import io.nightjar.spark.data.ReadFailures;
import io.nightjar.spark.data.Table;
import io.nightjar.spark.data.TableOrigin;
import io.nightjar.spark.data.batch.RawBatches;
import io.nightjar.spark.kernel.TaskKernels;
import io.nightjar.spark.train.size.Cluster;
import io.nightjar.spark.train.task.FitPlace;
import io.nightjar.spark.train.task.Workers;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.storage.StorageLevel;

/**
 * Rows of a split as encoded column blocks. The rows' partitions and their order stay those of the
 * table: nothing is shuffled here. The first {@link #reduce} caches them in memory and on disk
 * until closed; {@link #inOneTask} frees them itself, unless they are {@link #kept}.
 */
public final class LabelledBlocks implements BlockFolds, AutoCloseable {
  /** Tables of up to so many bytes are better fitted inside one task. */
  public static final long SMALL_BYTES = 128L << 20;

  private final JavaRDD<LabelledBlock> blocks;
  private final TableOrigin origin;

  /** What the blocks are made of where that lies in storage already; null elsewhere. */
  private final Given given;

  private volatile boolean cached;

  private LabelledBlocks(JavaRDD<LabelledBlock> blocks, TableOrigin origin) {
    this(blocks, origin, null);
  }

  private LabelledBlocks(JavaRDD<LabelledBlock> blocks, TableOrigin origin, Given given) {
    this.blocks = blocks;
    this.origin = origin;
    this.given = given;
  }

  /** Batches in storage, and how blocks are made of them. */
  private record Given(JavaRDD<KeptBatch> batches, Encoding encoding) {}

  /**
   * Makes blocks of some columns of batches.
   *
   * @param places of the columns
   */
  private record Encoding(int[] places, BlockPlan plan) implements Serializable {
    Iterator<LabelledBlock> of(Iterator<KeptBatch> kept) {
      Iterator<RawBatch> batches =
          new Iterator<>() {
            @Override
            public boolean hasNext() {
              return kept.hasNext();
            }

            @Override
            public RawBatch next() {
              return kept.next().batch().select(places);
            }
          };
      return new BlockIterator(batches, BlockIterator.Batches.GIVEN, plan, RowRole.TRAINING);
    }

    List<LabelledBlock> all(List<KeptBatch> kept) {
      List<LabelledBlock> blocks = new ArrayList<>();
      of(kept.iterator()).forEachRemaining(blocks::add);
      return blocks;
    }
  }

  /** Work over all blocks; it travels to the task, and its result travels back. */
  @FunctionalInterface
  public interface TaskWork<R> extends Serializable {
    /** Does the work. */
    R over(BlockFolds blocks);
  }

  /**
   * Work over all blocks with kernels, whose record comes back with the result.
   *
   * @param <R> serialisable
   */
  @FunctionalInterface
  public interface KernelWork<R> extends Serializable {
    /** Does the work; {@code runs} is the task's own record. */
    R over(BlockFolds blocks, KernelRuns runs);
  }

  /** What a task brings back. */
  private record Worked<R>(R result, List<KernelUse> uses) implements Serializable {
    static <R> Worked<R> of(KernelWork<R> work, BlockFolds blocks, BackendPreference preference) {
      KernelRuns runs = new KernelRuns(preference);
      R result = work.over(blocks, runs);
      return new Worked<>(result, runs.uses());
    }
  }

  /** Encodes the table's rows, to learn from, when they are first asked for. */
  public static LabelledBlocks of(Table train, BlockPlan plan) {
    return of(train, plan, RowRole.TRAINING);
  }

  /** The same of rows of any role. */
  public static LabelledBlocks of(Table part, BlockPlan plan, RowRole role) {
    RawBatches batches = new RawBatches(part.rows(), plan.columns());
    JavaRDD<LabelledBlock> blocks =
        ReadFailures.reading(part.origin(), () -> batches.of(plan.rows()))
            .mapPartitions(rows -> borrowed(rows, plan, role));
    return new LabelledBlocks(blocks, part.origin());
  }

  /**
   * The same of a table's kept columns, which are all of numbers and may become those of the
   * blocks: they are not to be used any more. Empty where a column isn't kept.
   */
  public static Optional<LabelledBlocks> of(KeptBatches kept, TableOrigin origin, BlockPlan plan) {
    return kept.places(plan.columns())
        .map(
            places -> {
              Encoding encoding = new Encoding(places, plan);
              return new LabelledBlocks(
                  kept.stored().mapPartitions(encoding::of),
                  origin,
                  new Given(kept.stored(), encoding));
            });
  }

  private static Iterator<LabelledBlock> borrowed(
      Iterator<RawBatch> rows, BlockPlan plan, RowRole role) {
    return plan.layout() == BlockPlan.Layout.SPARSE
        ? new SparseBlockIterator(rows, plan, role)
        : new BlockIterator(rows, BlockIterator.Batches.BORROWED, plan, role);
  }

  /** These blocks and, in partitions behind theirs, others of the same origin. */
  public LabelledBlocks followedBy(LabelledBlocks others) {
    return new LabelledBlocks(blocks.union(others.blocks), origin);
  }

  /** How many partitions the blocks lie in. */
  public int partitions() {
    return blocks.getNumPartitions();
  }

  /** The same for several uses, perhaps at once: {@link #inOneTask} leaves the blocks too. */
  public LabelledBlocks kept() {
    cached = true;
    blocks.persist(StorageLevel.MEMORY_AND_DISK());
    return this;
  }

  /** One block made of another, of as many rows. */
  @FunctionalInterface
  public interface BlockMap extends Serializable {
    /** The new block. */
    LabelledBlock of(LabelledBlock block);
  }

  /**
   * These blocks, changed: the new ones are made and cached, to be closed by the caller, and these
   * are freed. Where no memory holds both, Spark puts some to disk meanwhile.
   */
  public LabelledBlocks replaced(BlockMap map) {
    LabelledBlocks changed = new LabelledBlocks(blocks.map(map::of), origin).kept();
    boolean made = false;
    try {
      ReadFailures.reading(origin, changed.blocks::count);
      made = true;
      return changed;
    } finally {
      close();
      if (!made) {
        changed.close();
      }
    }
  }

  /**
   * Folds every partition's blocks on the executors and merges the partials in the fixed tree.
   *
   * @throws io.nightjar.NightjarException of kind DATA naming the file or row that can't be read
   */
  @Override
  public <T> T reduce(
      OrderedReduce.PartitionFold<LabelledBlock, T> fold, OrderedReduce.Merge<T> merge) {
    JavaRDD<LabelledBlock> rows = cached ? blocks : kept().blocks;
    return ReadFailures.reading(origin, () -> OrderedReduce.reduce(rows, fold, merge));
  }

  /**
   * Does all of the work inside one task that holds every block: for small tables, whose rounds
   * would cost more than their sums. The result has the same bits as over the executors.
   */
  public <R> R inOneTask(TaskWork<R> work) {
    if (given == null || cached) {
      return ReadFailures.reading(origin, () -> OneTask.run(blocks, all -> inThisTask(all, work)));
    }
    Encoding encoding = given.encoding;
    return ReadFailures.reading(
        origin, () -> OneTask.run(given.batches, all -> inThisTask(all, encoding, work)));
  }

  private static <R> R inThisTask(List<List<LabelledBlock>> all, TaskWork<R> work) {
    try (Workers workers = workers()) {
      return work.over(new InTaskBlocks(all, workers));
    }
  }

  /** Stored batches become blocks where the work is done: that takes less than a job of its own. */
  private static <R> R inThisTask(List<List<KeptBatch>> all, Encoding encoding, TaskWork<R> work) {
    try (Workers workers = workers()) {
      List<List<LabelledBlock>> blocks = new ArrayList<>(Collections.nCopies(all.size(), null));
      workers.forEach(all.size(), part -> blocks.set(part, encoding.all(all.get(part))));
      return work.over(new InTaskBlocks(blocks, workers));
    }
  }

  /** Spark tells the task's own thread alone which GPU it may use. */
  private static Workers workers() {
    return TaskKernels.onAssignedGpu() ? new Workers(1) : Workers.ofThisTask();
  }

  /**
   * Whether blocks of so many bytes are better fitted {@link #inOneTask}: small ones, and in local
   * mode all that there is room for, since the task's threads use every core there is.
   */
  public boolean belongInOneTask(long bytes) {
    return place(bytes, Cluster.of(blocks.context())) == FitPlace.ONE_TASK;
  }

  /** Where blocks of so many bytes are fitted by that rule. */
  public static FitPlace place(long bytes, Cluster cluster) {
    boolean room = cluster.isLocal() && FitPlace.hasRoom(bytes, cluster.storageBytes());
    return bytes <= SMALL_BYTES || room ? FitPlace.ONE_TASK : FitPlace.EXECUTORS;
  }

  /** That rule in words, behind what it is applied to. */
  public static String because(String what, Cluster cluster) {
    long most =
        cluster.isLocal()
            ? Math.max(SMALL_BYTES, FitPlace.room(cluster.storageBytes()))
            : SMALL_BYTES;
    return what + "; one task takes up to " + most + " bytes";
  }

  /** The same for work with kernels; {@code runs} is told what they did. */
  public <R> R inOneTask(KernelRuns runs, KernelWork<R> work) {
    BackendPreference preference = runs.preference();
    Worked<R> worked = inOneTask(blocks -> Worked.of(work, blocks, preference));
    runs.add(worked.uses());
    return worked.result();
  }

  /** Frees the cache. */
  @Override
  public void close() {
    if (cached) {
      blocks.unpersist(false);
    }
  }
}
