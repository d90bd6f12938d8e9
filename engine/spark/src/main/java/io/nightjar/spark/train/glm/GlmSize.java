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

  /** Bytes that blocks of so many numbers a row take at most, by which their place is decided. */
  static long boundBytes(long rows, int columns) {
    return rows * (columns + 2L) * Double.BYTES;
  }

  /** Of a fit with a loss. */
  public static FitSize of(ModelConfig.Glm solver, GlmLoss loss, FitShape rows, Cluster cluster) {
    return new GlmSize(solver, loss, rows, cluster).size();
  }

  private FitSize size() {
    long bound = boundBytes(rows.rows(), rows.heldColumns());
    FitPlace place = LabelledBlocks.place(bound, cluster);
    Precision precision = Precision.valueOf(solver.precision().name());
    long blocks = rows.rows() * BlockPlan.rowBytes(precision, rows);
    List<Held> held = new ArrayList<>();
    boolean kept = rows.keptRowBytes() > 0;
    if (kept) {
      held.add(Held.stored("columns as read", rows.rows() * rows.keptRowBytes()));
    }
    if (place == FitPlace.EXECUTORS) {
      held.add(Held.stored("blocks", blocks));
    } else if (kept) {
      held.add(Held.onHeap("blocks", blocks));
    } else {
      held.addAll(Held.fetched("blocks", blocks, rows.partitions(), cluster));
    }
    String because =
        LabelledBlocks.because("%d rows, at most %d bytes".formatted(rows.rows(), bound), cluster);
    List<Rounds> rounds = rounds(place);
    long model = width() * rows.outputs() * Double.BYTES;
    return new FitSize(place, because, held, rounds, model + driver(rounds));
  }

  private List<Rounds> rounds(FitPlace place) {
    double cells = (double) rows.rows() * rows.heldColumns();
    int reads = rows.keptRowBytes() > 0 ? 1 : 2;
    int jobs = place == FitPlace.EXECUTORS ? 1 : 0;
    Work values = new Work(cells, Rate.GRADIENT);
    List<Rounds> all = new ArrayList<>();
    all.add(
        new Rounds("tables read", reads, Known.EXACT, 1, Traffic.NONE, new Work(cells, Rate.READ)));
    all.add(new Rounds("moments", 1, Known.EXACT, jobs, traffic(place, 2 * width()), values));
    boolean exact =
        NormalEquations.apply(loss, solver, rows.columns()) && solver.bounds().isEmpty();
    if (exact) {
      Work products = new Work(cells * (rows.columns() + 1) / 2, Rate.PRODUCT);
      all.add(
          new Rounds(
              "products of columns",
              fits(),
              Known.EXACT,
              jobs,
              traffic(place, products()),
              products));
      all.add(
          new Rounds("refinement", fits(), Known.AT_MOST, jobs, traffic(place, width()), values));
    } else {
      Work gradient = new Work(cells * rows.outputs(), Rate.GRADIENT);
      Traffic sums = traffic(place, width() * rows.outputs());
      all.add(new Rounds("gradients", fits() * gradients(), Known.AT_MOST, jobs, sums, gradient));
    }
    if (solver.withErrors()) {
      Work products = new Work(cells * (rows.columns() + 1) / 2, Rate.PRODUCT);
      Traffic sums = traffic(place, products());
      all.add(new Rounds("standard errors", 1, Known.EXACT, jobs, sums, products));
    }
    return all;
  }

  /** One, or as many as the path has λ. */
  private long fits() {
    return solver.lambdaPath() == null ? 1 : solver.lambdaPath().count();
  }

  private long gradients() {
    boolean sampled =
        loss != GlmLoss.MULTINOMIAL
            && solver.lambdaPath() == null
            && solver.bounds().isEmpty()
            && solver.lambda() * solver.alpha() == 0
            && rows.columns() <= StandardErrors.MOST_COLUMNS
            && SampledStart.every(rows.rows(), rows.columns()) > 0;
    return sampled ? Math.min(SAMPLED, solver.maxIterations()) : solver.maxIterations();
  }

  private static long driver(List<Rounds> rounds) {
    return rounds.stream().mapToLong(round -> round.traffic().driver()).max().orElse(0);
  }

  private Traffic traffic(FitPlace place, long numbers) {
    long bytes = numbers * Double.BYTES;
    return place == FitPlace.ONE_TASK
        ? Traffic.NONE
        : new Traffic(
            OrderedReduce.shuffleBytes(rows.partitions(), bytes),
            0,
            OrderedReduce.driverBytes(rows.partitions(), bytes));
  }

  /** Columns of the design and of the offset, and the intercept. */
  private long width() {
    return rows.columns() + rows.fixedColumns() + 1L;
  }

  /** Of all pairs of columns, the label's included. */
  private long products() {
    return (width() + 1) * (width() + 2) / 2;
  }
}
