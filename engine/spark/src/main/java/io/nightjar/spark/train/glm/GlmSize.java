package io.nightjar.spark.train.glm;

import io.nightjar.config.model.ModelConfig;
import io.nightjar.features.design.Precision;
import io.nightjar.kernels.linear.GlmLoss;
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

/** What models of the linear family take: where their blocks lie, and what their passes send. */
public final class GlmSize {
  /** Passes of a table that starts from a sample, as benchmarks count them. */
  private static final long SAMPLED = 12;

  /** Passes over the sums and the products, and one that refines. */
  private static final long EXACT_PASSES = 3;

  private final ModelConfig.Glm solver;
  private final GlmLoss loss;
  private final FitShape rows;
  private final Cluster cluster;

  private GlmSize(ModelConfig.Glm solver, GlmLoss loss, FitShape rows, Cluster cluster) {
    this.solver = solver;
    this.loss = loss;
    this.rows = rows;
    this.cluster = cluster;
  }

  /** Bytes that blocks of so many design columns take at most, by which their place is decided. */
  static long boundBytes(long rows, int columns) {
    return rows * (columns + 2L) * Double.BYTES;
  }

  /** Of a fit with a loss. */
  public static FitSize of(ModelConfig.Glm solver, GlmLoss loss, FitShape rows, Cluster cluster) {
    return new GlmSize(solver, loss, rows, cluster).size();
  }

  private FitSize size() {
    long bound = boundBytes(rows.rows(), rows.columns());
    FitPlace place = LabelledBlocks.place(bound, cluster);
    Precision precision = Precision.valueOf(solver.precision().name());
    long blocks = rows.rows() * BlockPlan.rowBytes(precision, rows);
    List<Held> held = new ArrayList<>();
    if (rows.keptRowBytes() > 0) {
      held.add(Held.stored("columns as read", rows.rows() * rows.keptRowBytes()));
    }
    held.addAll(
        place == FitPlace.ONE_TASK
            ? Held.fetched("blocks", blocks, rows.partitions(), cluster)
            : List.of(Held.stored("blocks", blocks)));
    String because =
        LabelledBlocks.because("%d rows, at most %d bytes".formatted(rows.rows(), bound), cluster);
    long driver = (place == FitPlace.ONE_TASK ? 1 : rows.partitions()) * partialBytes();
    return new FitSize(place, because, held, rounds(place), driver);
  }

  private List<Rounds> rounds(FitPlace place) {
    double cells = (double) rows.rows() * rows.columns();
    int reads = rows.keptRowBytes() > 0 ? 1 : 2;
    Rounds read =
        new Rounds("tables read", reads, Known.EXACT, 1, Traffic.NONE, new Work(cells, Rate.READ));
    boolean spread = place == FitPlace.EXECUTORS;
    Traffic traffic =
        spread
            ? new Traffic(
                OrderedReduce.shuffleBytes(rows.partitions(), partialBytes()),
                0,
                OrderedReduce.driverBytes(rows.partitions(), partialBytes()))
            : Traffic.NONE;
    if (NormalEquations.apply(loss, solver, rows.columns())) {
      Work products = new Work(cells * (rows.columns() + 1) / 2 / EXACT_PASSES, Rate.PRODUCT);
      return List.of(
          read, new Rounds("passes", EXACT_PASSES, Known.EXACT, spread ? 1 : 0, traffic, products));
    }
    Work gradient = new Work(cells * rows.outputs(), Rate.GRADIENT);
    boolean sampled =
        loss != GlmLoss.MULTINOMIAL
            && solver.lambda() * solver.alpha() == 0
            && SampledStart.every(rows.rows(), rows.columns()) > 0;
    long most = sampled ? Math.min(SAMPLED, solver.maxIterations()) : solver.maxIterations();
    return List.of(
        read, new Rounds("passes", most, Known.AT_MOST, spread ? 1 : 0, traffic, gradient));
  }

  /** Of one partition's sums: a gradient, or the products of the columns. */
  private long partialBytes() {
    long width = rows.columns() + rows.fixedColumns() + 1L;
    return NormalEquations.apply(loss, solver, rows.columns())
        ? (width + 1) * (width + 2) / 2 * Double.BYTES
        : width * rows.outputs() * Double.BYTES;
  }
}
