package io.nightjar.spark.train.als;

import io.nightjar.FailureKind;
import io.nightjar.NightjarException;
import io.nightjar.kernels.backend.BackendPreference;
import io.nightjar.metrics.ExactSum;
import io.nightjar.model.factors.KeyDictionary;
import io.nightjar.spark.data.Parcel;
import io.nightjar.spark.kernel.TaskKernels;
import io.nightjar.spark.train.block.KernelRuns;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.HashPartitioner;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.storage.StorageLevel;
import scala.Tuple2;

/**
 * All ratings in blocks of their users, or in blocks of their items. A lost block is made anew from
 * the ratings, to the same bits.
 */
final class RatingSide implements AutoCloseable {
  /** Ratings of a block that are sent together. */
  private static final int PARCEL = 1 << 14;

  private final String setting;
  private final KeyDictionary keys;
  private final int blocks;
  private final JavaRDD<RatingBlock> rdd;

  /** Which of a rating's two places is the row. */
  enum By {
    USER,
    ITEM
  }

  private RatingSide(String setting, KeyDictionary keys, int blocks, JavaRDD<RatingBlock> rdd) {
    this.setting = setting;
    this.keys = keys;
    this.blocks = blocks;
    this.rdd = rdd;
  }

  /** The ratings by user or by item, in so many blocks that are kept until closed. */
  static RatingSide of(RatingTable table, By by, int blocks) {
    KeyDictionary keys = by == By.USER ? table.users() : table.items();
    int rows = keys.size();
    JavaRDD<RatingBlock> rdd =
        table
            .ratings()
            .mapPartitionsToPair(parts -> dealt(parts, by, blocks))
            .partitionBy(new HashPartitioner(blocks))
            .mapPartitionsWithIndex(
                (block, parts) ->
                    Collections.singletonList(
                            new RatingBlock(block, blocks, rows, collected(parts)))
                        .iterator(),
                true)
            .persist(StorageLevel.MEMORY_AND_DISK());
    return new RatingSide(by == By.USER ? "model.user" : "model.item", keys, blocks, rdd);
  }

  private static Iterator<Tuple2<Integer, Ratings>> dealt(
      Iterator<Ratings> parts, By by, int blocks) {
    List<Tuple2<Integer, Ratings>> done = new ArrayList<>();
    Ratings[] open = new Ratings[blocks];
    while (parts.hasNext()) {
      Ratings part = parts.next();
      for (int t = 0; t < part.size(); t++) {
        int row = by == By.USER ? part.row(t) : part.column(t);
        int column = by == By.USER ? part.column(t) : part.row(t);
        int block = row % blocks;
        open[block] = open[block] == null ? new Ratings() : open[block];
        open[block].add(row, column, part.value(t));
        if (open[block].size() == PARCEL) {
          done.add(new Tuple2<>(block, open[block].trimmed()));
          open[block] = null;
        }
      }
    }
    IntStream.range(0, blocks)
        .filter(block -> open[block] != null)
        .forEach(block -> done.add(new Tuple2<>(block, open[block].trimmed())));
    return done.iterator();
  }

  private static List<Ratings> collected(Iterator<Tuple2<Integer, Ratings>> parts) {
    List<Ratings> all = new ArrayList<>();
    parts.forEachRemaining(part -> all.add(part._2()));
    return all;
  }

  /**
   * How many ratings there are of a pair that has another, and the places of one such pair.
   *
   * @param pair row and column; empty where there is none
   */
  record Repeated(long count, int[] pair) {}

  /** Makes the blocks, and finds pairs that are there more than once. */
  Repeated make() {
    List<long[]> found =
        rdd.map(
                block ->
                    block.repeated() == 0
                        ? new long[] {0, -1, -1}
                        : new long[] {
                          block.repeated(), block.repeatedPair()[0], block.repeatedPair()[1]
                        })
            .collect();
    long count = found.stream().mapToLong(one -> one[0]).sum();
    return new Repeated(
        count,
        found.stream()
            .filter(one -> one[0] > 0)
            .findFirst()
            .map(one -> new int[] {(int) one[1], (int) one[2]})
            .orElse(new int[0]));
  }

  /**
   * One half of a step: factors of all rows.
   *
   * @param factors row-major [rows][rank]
   * @param cost Σ (c·p² − x·b): all errors, and the penalty of these factors
   * @param penalty λ·Σ n·‖x‖² of these factors
   */
  record Solved(float[] factors, double cost, double penalty) {}

  /**
   * Solves every row against the other side's factors.
   *
   * @throws NightjarException of kind DATA naming a row that has no solution
   */
  Solved solve(AlsSpec spec, FixedFactors fixed, KernelRuns runs) {
    BackendPreference preference = runs.preference();
    JavaSparkContext context = JavaSparkContext.fromSparkContext(rdd.context());
    Broadcast<FixedFactors> sent = context.broadcast(fixed);
    try {
      List<byte[]> parcels =
          rdd.mapPartitionsWithIndex(
                  (number, own) ->
                      Collections.singletonList(
                              Parcel.pack(
                                  new BlockSolver(spec, sent.value(), TaskKernels.of(preference))
                                      .solve(number, own.next())))
                          .iterator(),
                  true)
              .collect();
      return gathered(spec, parcels, runs);
    } finally {
      sent.destroy();
    }
  }

  private Solved gathered(AlsSpec spec, List<byte[]> parcels, KernelRuns runs) {
    int rank = spec.rank();
    float[] factors = new float[keys.size() * rank];
    ExactSum cost = new ExactSum();
    ExactSum penalty = new ExactSum();
    for (byte[] parcel : parcels) {
      SolvedBlock solved = Parcel.open(parcel);
      requireSolved(spec, solved);
      for (int row = 0; row < solved.factors().length / rank; row++) {
        int place = row * blocks + solved.block();
        System.arraycopy(solved.factors(), row * rank, factors, place * rank, rank);
      }
      cost.add(solved.cost());
      penalty.add(solved.penalty());
      runs.add(solved.uses());
    }
    return new Solved(factors, cost.doubleValue(), penalty.doubleValue());
  }

  private void requireSolved(AlsSpec spec, SolvedBlock solved) {
    if (solved.unsolved() >= 0) {
      throw NightjarException.of(
          FailureKind.DATA,
          setting,
          "the factors of %s have no finite solution with model.lambda = %s: the ratings are fewer than model.rank, or too large; raise model.lambda, or scale the label"
              .formatted(keys.key(solved.unsolved()), spec.lambda()));
    }
  }

  @Override
  public void close() {
    rdd.unpersist(false);
  }
}
