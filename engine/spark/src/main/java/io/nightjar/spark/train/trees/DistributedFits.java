package io.nightjar.spark.train.trees;

import io.nightjar.spark.data.Parcel;
import io.nightjar.spark.data.ReadFailures;
import io.nightjar.spark.data.Split;
import io.nightjar.spark.train.block.RowRole;
import io.nightjar.spark.train.checkpoint.Continuation;
import io.nightjar.spark.train.task.Workers;
import io.nightjar.spark.train.trees.bins.Bins;
import io.nightjar.spark.train.trees.bins.ColumnBins;
import io.nightjar.spark.train.trees.bins.ColumnSketch;
import io.nightjar.spark.train.trees.distributed.DistributedRows;
import io.nightjar.spark.train.trees.grow.BoostPlan;
import io.nightjar.spark.train.trees.grow.Boosted;
import io.nightjar.spark.train.trees.grow.Booster;
import io.nightjar.spark.train.trees.local.SplitParts;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.storage.StorageLevel;
import scala.Tuple2;

/** Fits over all executors; the table is read twice, for its bins and to bin it. */
final class DistributedFits extends TreeFits {
  private final TreePlan plan;
  private final JavaRDD<TreeBlock> blocks;
  private final Split split;
  private Binned binned;

  /** The bins, and the rows in them. */
  private record Binned(Bins bins, Broadcast<Bins> sent, JavaRDD<SplitParts> partitions) {}

  DistributedFits(TreePlan plan, JavaRDD<TreeBlock> blocks, Split split) {
    this.plan = plan;
    this.blocks = blocks;
    this.split = split;
  }

  /** The rows of a single fit stay too: it goes over them in every round. */
  @Override
  public TreeFits kept() {
    return this;
  }

  @Override
  TreeResult fit(TreePlan ofFit, Continuation<Boosted> continuation) {
    return ReadFailures.reading(split.train().origin(), () -> fit(ofFit, continuation, binned()));
  }

  private TreeResult fit(TreePlan ofFit, Continuation<Boosted> continuation, Binned on) {
    Booster.Validation validation =
        split.rows().validation() > 0 ? Booster.Validation.THERE : Booster.Validation.NONE;
    BoostPlan boost = ofFit.boost(on.bins());
    SparkSession session = split.train().rows().sparkSession();
    try (DistributedRows rows =
        new DistributedRows(session, on.partitions(), boost, ofFit.preference())) {
      Booster booster = new Booster(rows, boost, validation, continuation);
      return TreeResult.of(on.bins(), booster, continuation, rows::uses);
    }
  }

  private synchronized Binned binned() {
    if (binned == null) {
      Bins bins = bins();
      Broadcast<Bins> sent = JavaSparkContext.fromSparkContext(blocks.context()).broadcast(bins);
      binned = new Binned(bins, sent, partitions(sent).persist(StorageLevel.MEMORY_AND_DISK()));
    }
    return binned;
  }

  @Override
  public synchronized void close() {
    if (binned != null) {
      binned.partitions().unpersist(false);
      binned.sent().destroy();
      binned = null;
    }
  }

  /** Sketches of a column meet on one executor, which finds the column's cuts. */
  private Bins bins() {
    TreePlan what = plan;
    List<Tuple2<Integer, byte[]>> found =
        blocks
            .mapPartitionsToPair(part -> sketches(what, part))
            .reduceByKey(DistributedFits::merged)
            .mapValues(sketch -> Parcel.pack(Parcel.<ColumnSketch>open(sketch).bins()))
            .collect();
    ColumnBins[] bins = new ColumnBins[plan.columns().size()];
    for (int j = 0; j < bins.length; j++) {
      if (plan.columns().get(j).categorical()) {
        bins[j] = ColumnBins.categorical(plan.columns().get(j).categories());
      }
    }
    found.forEach(column -> bins[column._1()] = Parcel.open(column._2()));
    return new Bins(bins);
  }

  private static Iterator<Tuple2<Integer, byte[]>> sketches(
      TreePlan plan, Iterator<TreeBlock> blocks) {
    try (Workers alone = new Workers(1)) {
      Assembly assembly = new Assembly(plan, alone);
      ColumnSketch[] sketches = assembly.sketches();
      while (blocks.hasNext()) {
        TreeBlock block = blocks.next();
        if (block.role() == RowRole.TRAINING) {
          assembly.sketch(List.of(block), sketches);
        }
      }
      List<Tuple2<Integer, byte[]>> all = new ArrayList<>();
      for (int j = 0; j < sketches.length; j++) {
        if (sketches[j] != null) {
          all.add(new Tuple2<>(j, Parcel.pack(sketches[j])));
        }
      }
      return all.iterator();
    }
  }

  private static byte[] merged(byte[] a, byte[] b) {
    ColumnSketch sketch = Parcel.open(a);
    sketch.add(Parcel.open(b));
    return Parcel.pack(sketch);
  }

  private JavaRDD<SplitParts> partitions(Broadcast<Bins> bins) {
    TreePlan what = plan;
    return blocks.mapPartitions(part -> binned(what, bins.value(), part));
  }

  private static Iterator<SplitParts> binned(TreePlan plan, Bins bins, Iterator<TreeBlock> blocks) {
    try (Workers alone = new Workers(1)) {
      SplitParts rows = new Assembly(plan, alone).parts(Assembly.Blocks.of(blocks), bins);
      return Collections.singletonList(rows).iterator();
    }
  }
}
