package io.nightjar.spark.train.als;

import io.nightjar.kernels.Kernels;
import io.nightjar.spark.train.als.ratings.RatingKeys;
import io.nightjar.spark.train.als.ratings.RatingPart;
import io.nightjar.spark.train.als.ratings.Ratings;
import io.nightjar.spark.train.als.ratings.Side;
import io.nightjar.spark.train.block.KernelRuns;
import io.nightjar.spark.train.task.Workers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import scala.Tuple2;

/** Blocks in the memory of one task, whose threads share them out. */
final class LocalSide implements RatingSide {
  private final Side side;
  private final RatingKeys keys;
  private final RatingBlock[] blocks;
  private final LocalRun run;

  private LocalSide(Side side, RatingKeys keys, RatingBlock[] blocks, LocalRun run) {
    this.side = side;
    this.keys = keys;
    this.blocks = blocks;
    this.run = run;
  }

  /**
   * What a task computes with.
   *
   * @param workers its threads
   * @param kernels for all of them
   * @param runs the task's own record
   */
  record LocalRun(Workers workers, Kernels kernels, KernelRuns runs) {}

  /** The ratings by user or by item, in so many blocks. */
  static LocalSide of(
      List<RatingPart> parts, Side side, RatingKeys keys, int blocks, LocalRun run) {
    List<List<Tuple2<Integer, Ratings>>> dealt = new ArrayList<>();
    parts.forEach(part -> dealt.add(List.of()));
    run.workers.forEach(
        parts.size(), part -> dealt.set(part, parts.get(part).dealt(side, keys, blocks)));
    List<List<Ratings>> byBlock =
        Stream.<List<Ratings>>generate(ArrayList::new).limit(blocks).toList();
    dealt.forEach(part -> part.forEach(parcel -> byBlock.get(parcel._1()).add(parcel._2())));
    int rows = keys.of(side).size();
    RatingBlock[] made = new RatingBlock[blocks];
    run.workers.forEach(
        blocks, block -> made[block] = new RatingBlock(block, blocks, rows, byBlock.get(block)));
    return new LocalSide(side, keys, made, run);
  }

  /** Pairs that are there more than once. */
  Repeated repeated() {
    return Arrays.stream(blocks).map(RatingBlock::repeated).reduce(Repeated.NONE, Repeated::plus);
  }

  @Override
  public SolvedSide solve(AlsSpec spec, FixedFactors fixed) {
    SolvedBlock[] solved = new SolvedBlock[blocks.length];
    AtomicInteger next = new AtomicInteger();
    run.workers.forEach(
        run.workers.threads(),
        thread -> {
          BlockSolver solver = new BlockSolver(spec, fixed, run.kernels);
          for (int b = next.getAndIncrement(); b < blocks.length; b = next.getAndIncrement()) {
            solved[b] = solver.solve(blocks[b]);
          }
        });
    return SolvedSide.of(side, keys, spec, List.of(solved), run.runs);
  }
}
