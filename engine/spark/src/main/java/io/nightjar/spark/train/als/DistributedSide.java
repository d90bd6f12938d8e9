package io.nightjar.spark.train.als;

import io.nightjar.kernels.backend.BackendPreference;
import io.nightjar.spark.data.Parcel;
import io.nightjar.spark.kernel.TaskKernels;
import io.nightjar.spark.train.als.ratings.RatingKeys;
import io.nightjar.spark.train.als.ratings.RatingTable;
import io.nightjar.spark.train.als.ratings.Ratings;
import io.nightjar.spark.train.als.ratings.Side;
import io.nightjar.spark.train.block.KernelRuns;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.HashPartitioner;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.storage.StorageLevel;
import scala.Tuple2;

/**
 * Blocks that lie on executors. Each half of a step is a job: the other side's factors are
 * broadcast, and those that are solved come to the driver. A lost block is made anew from the
 * ratings, to the same bits.
 */
final class DistributedSide implements RatingSide, AutoCloseable {
  private final Side side;
  private final Broadcast<RatingKeys> keys;
  private final JavaRDD<RatingBlock> rdd;
  private final KernelRuns runs;

  private DistributedSide(
      Side side, Broadcast<RatingKeys> keys, JavaRDD<RatingBlock> rdd, KernelRuns runs) {
    this.side = side;
    this.keys = keys;
    this.rdd = rdd;
    this.runs = runs;
  }

  /** The ratings by user or by item, in so many blocks that are kept until closed. */
  static DistributedSide of(
      RatingTable table, Side side, Broadcast<RatingKeys> keys, int blocks, KernelRuns runs) {
    int rows = keys.value().of(side).size();
    JavaRDD<RatingBlock> rdd =
        table
            .parts()
            .flatMapToPair(part -> part.dealt(side, keys.value(), blocks).iterator())
            .partitionBy(new HashPartitioner(blocks))
            .mapPartitionsWithIndex(
                (block, parts) ->
                    Collections.singletonList(
                            new RatingBlock(block, blocks, rows, collected(parts)))
                        .iterator(),
                true)
            .persist(StorageLevel.MEMORY_AND_DISK());
    return new DistributedSide(side, keys, rdd, runs);
  }

  private static List<Ratings> collected(Iterator<Tuple2<Integer, Ratings>> parts) {
    List<Ratings> all = new ArrayList<>();
    parts.forEachRemaining(part -> all.add(part._2()));
    return all;
  }

  /** Makes the blocks, and finds pairs that are there more than once. */
  Repeated make() {
    return rdd.map(block -> Parcel.pack(block.repeated())).collect().stream()
        .map(parcel -> Parcel.<Repeated>open(parcel))
        .reduce(Repeated.NONE, Repeated::plus);
  }

  @Override
  public SolvedSide solve(AlsSpec spec, FixedFactors fixed) {
    BackendPreference preference = runs.preference();
    JavaSparkContext context = JavaSparkContext.fromSparkContext(rdd.context());
    Broadcast<FixedFactors> sent = context.broadcast(fixed);
    try {
      List<byte[]> parcels =
          rdd.map(
                  block ->
                      Parcel.pack(
                          new BlockSolver(spec, sent.value(), TaskKernels.of(preference))
                              .solve(block)))
              .collect();
      List<SolvedBlock> blocks =
          parcels.stream().map(parcel -> Parcel.<SolvedBlock>open(parcel)).toList();
      return SolvedSide.of(side, keys.value(), spec, blocks, runs);
    } finally {
      sent.destroy();
    }
  }

  @Override
  public void close() {
    rdd.unpersist(false);
  }
}
