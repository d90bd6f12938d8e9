package io.nightjar.spark.train.trees;

import io.nightjar.spark.data.Parcel;
import io.nightjar.spark.train.block.Workers;
import io.nightjar.spark.train.trees.bins.Bins;
import io.nightjar.spark.train.trees.bins.ColumnBins;
import io.nightjar.spark.train.trees.bins.ColumnSketch;
import io.nightjar.spark.train.trees.distributed.DistributedRows;
import io.nightjar.spark.train.trees.distributed.PartitionRows;
import io.nightjar.spark.train.trees.grow.BoostPlan;
import io.nightjar.spark.train.trees.grow.Booster;
import io.nightjar.spark.train.trees.grow.Continuation;
import io.nightjar.spark.train.trees.local.Part;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.storage.StorageLevel;
import scala.Tuple2;

/** A fit over all executors: the table is read twice, for its bins and to bin it. */
final class DistributedFit {
  private final TreePlan plan;
  private final JavaRDD<TreeBlock> blocks;

  DistributedFit(TreePlan plan, JavaRDD<TreeBlock> blocks) {
    this.plan = plan;
    this.blocks = blocks;
  }

  TreeTask.Result fit(Booster.Validation validation, Continuation continuation) {
    Bins bins = bins();
    BoostPlan boost = new BoostPlan(plan.objective(), plan.spec(), bins, plan.rounds());
    Broadcast<Bins> sent = JavaSparkContext.fromSparkContext(blocks.context()).broadcast(bins);
    JavaRDD<PartitionRows> partitions = partitions(sent).persist(StorageLevel.MEMORY_AND_DISK());
    try (DistributedRows rows = new DistributedRows(partitions, boost)) {
      Booster booster = new Booster(rows, boost, validation, continuation);
      return TreeTask.Result.of(bins, booster, continuation);
    } finally {
      partitions.unpersist(false);
      sent.destroy();
    }
  }

  /** Sketches of a column meet on one executor, which finds the column's cuts. */
  private Bins bins() {
    TreePlan what = plan;
    List<Tuple2<Integer, byte[]>> found =
        blocks
            .mapPartitionsToPair(part -> sketches(what, part))
            .reduceByKey(DistributedFit::merged)
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
        if (block.role() == TreeBlock.Role.TRAIN) {
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

  private JavaRDD<PartitionRows> partitions(Broadcast<Bins> bins) {
    TreePlan what = plan;
    return blocks.mapPartitions(part -> binned(what, bins.value(), part));
  }

  private static Iterator<PartitionRows> binned(
      TreePlan plan, Bins bins, Iterator<TreeBlock> blocks) {
    List<TreeBlock> train = new ArrayList<>();
    List<TreeBlock> validation = new ArrayList<>();
    blocks.forEachRemaining(
        block -> (block.role() == TreeBlock.Role.TRAIN ? train : validation).add(block));
    try (Workers alone = new Workers(1)) {
      Assembly assembly = new Assembly(plan, alone);
      Part rows = assembly.part(train, bins);
      Part held = validation.isEmpty() ? null : assembly.part(validation, bins);
      return Collections.singletonList(new PartitionRows(rows, held)).iterator();
    }
  }
}
