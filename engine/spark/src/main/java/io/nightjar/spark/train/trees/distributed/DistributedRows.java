package io.nightjar.spark.train.trees.distributed;

import io.nightjar.kernels.backend.BackendPreference;
import io.nightjar.kernels.backend.KernelUse;
import io.nightjar.spark.data.OrderedReduce;
import io.nightjar.spark.train.trees.grow.BoostPlan;
import io.nightjar.spark.train.trees.grow.Division;
import io.nightjar.spark.train.trees.grow.GrownTree;
import io.nightjar.spark.train.trees.grow.JudgedBy;
import io.nightjar.spark.train.trees.grow.ResidualBits;
import io.nightjar.spark.train.trees.grow.TreeRows;
import io.nightjar.spark.train.trees.local.Losses;
import io.nightjar.spark.train.trees.local.SplitParts;
import io.nightjar.spark.train.trees.objective.LabelSums;
import io.nightjar.spark.train.trees.split.GradientSums;
import io.nightjar.spark.train.trees.split.OpenNode;
import io.nightjar.spark.train.trees.split.Scales;
import io.nightjar.spark.train.trees.split.Split;
import io.nightjar.spark.train.trees.split.SplitFinder;
import io.nightjar.spark.train.trees.split.TreeId;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Training rows on many executors. Steps are noted here and taken by the executors with the next
 * job that reads something; histograms are summed and kept by slice of columns on the executors,
 * and of them only the best splits come back.
 */
public final class DistributedRows implements TreeRows, AutoCloseable {
  private final JavaRDD<SplitParts> partitions;
  private final SparkSession session;
  private final JavaSparkContext spark;
  private final Shards.FitState fit;
  private final JudgedBy judged;
  private final int outputs;
  private final List<Broadcast<GrownTree>> trees = new ArrayList<>();
  private final TreeHistograms histograms;
  private final StepLog log = new StepLog();

  /**
   * Rows of a fit, which should be cached.
   *
   * @param session that evaluates validation rows
   * @param preference where kernels should run
   */
  public DistributedRows(
      SparkSession session,
      JavaRDD<SplitParts> partitions,
      BoostPlan plan,
      BackendPreference preference) {
    this.session = session;
    this.partitions = partitions;
    this.spark = JavaSparkContext.fromSparkContext(partitions.context());
    this.histograms = new TreeHistograms(partitions, plan.bins().width());
    this.judged = plan.judged();
    this.outputs = plan.objective().outputs();
    UseCounter uses = new UseCounter();
    spark.sc().register(uses);
    this.fit =
        new Shards.FitState(UUID.randomUUID().toString(), spark.broadcast(plan), preference, uses);
  }

  /** What is read of a shard, in a task. */
  @FunctionalInterface
  private interface TaskReading<R> extends Serializable, Shards.Reading<R> {}

  /** One result of all partitions. */
  private <R> R read(TaskReading<R> reading, OrderedReduce.Merge<R> merge) {
    Shards.FitState state = fit;
    StepLog steps = log.copy();
    return OrderedReduce.reduce(
        partitions,
        (partition, rows) -> Shards.read(state, partition, rows.next(), steps, reading),
        merge);
  }

  @Override
  public LabelSums labelSums() {
    return read(
        shard -> shard.rows().labelSums(),
        (a, b) -> {
          a.add(b);
          return a;
        });
  }

  @Override
  public void start(double[] base) {
    log.add(new Step.Start(base.clone()));
  }

  @Override
  public void startRound() {
    log.add(new Step.StartRound());
  }

  @Override
  public Scales startTree(TreeId tree) {
    log.add(new Step.StartTree(tree));
    return read(Shard::scales, Scales::with);
  }

  @Override
  public GradientSums root(TreeId tree, Scales scales) {
    log.add(new Step.Root(tree, scales));
    return read(Shard::root, GradientSums::plus);
  }

  @Override
  public Split bestOfRoot(SplitFinder finder, OpenNode root) {
    return finder.mayDivide(root) ? histograms.ofRoot(search(finder), root) : null;
  }

  private SliceSearch search(SplitFinder finder) {
    return new SliceSearch(fit, log.copy(), finder);
  }

  @Override
  public void divide(List<Division> divisions) {
    log.add(new Step.Divide(new ArrayList<>(divisions)));
  }

  @Override
  public List<Split> bestOfChildren(SplitFinder finder, List<Division> parents) {
    return histograms.ofChildren(search(finder), finder, parents);
  }

  @Override
  public List<GradientSums> fineSums(int[] nodes) {
    return read(
        shard -> shard.rows().fineSums(nodes),
        (a, b) -> {
          List<GradientSums> sums = new ArrayList<>();
          for (int i = 0; i < a.size(); i++) {
            sums.add(a.get(i).plus(b.get(i)));
          }
          return sums;
        });
  }

  @Override
  public long[][] residualWeights(int[] nodes, ResidualBits bits) {
    return read(
        shard -> shard.rows().residualWeights(nodes, bits),
        (a, b) -> {
          for (int node = 0; node < a.length; node++) {
            for (int cell = 0; cell < a[node].length; cell++) {
              a[node][cell] += b[node][cell];
            }
          }
          return a;
        });
  }

  @Override
  public void add(GrownTree tree) {
    Broadcast<GrownTree> sent = spark.broadcast(tree);
    trees.add(sent);
    log.add(new Step.Add(sent));
  }

  @Override
  public void replay(GrownTree tree) {
    add(tree);
  }

  @Override
  public double validationValue() {
    return judged == null
        ? validationLoss()
        : new SpreadJudgement(judged, outputs, session).value(scored());
  }

  private JavaRDD<Row> scored() {
    Shards.FitState state = fit;
    StepLog steps = log.copy();
    return partitions.mapPartitionsWithIndex(
        (partition, rows) ->
            Shards.read(
                    state,
                    partition,
                    rows.next(),
                    steps,
                    shard -> SpreadJudgement.rows(shard.rows().validation().predictions()))
                .iterator(),
        true);
  }

  private double validationLoss() {
    Losses losses =
        read(
            shard -> shard.rows().validation().losses(),
            (a, b) -> {
              a.add(b);
              return a;
            });
    return losses.mean();
  }

  /** Where the kernels of all tasks ran so far. */
  public List<KernelUse> uses() {
    return fit.uses().value();
  }

  /** What tells the fit from every other on an executor. */
  String id() {
    return fit.id();
  }

  /** Frees what the executors hold. */
  @Override
  public void close() {
    histograms.clear();
    String id = fit.id();
    partitions.foreachPartition(rows -> Shards.drop(id));
    trees.forEach(Broadcast::destroy);
    fit.plan().destroy();
  }
}
