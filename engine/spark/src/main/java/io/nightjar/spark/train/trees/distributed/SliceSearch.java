package io.nightjar.spark.train.trees.distributed;

import io.nightjar.spark.data.Parcel;
import io.nightjar.spark.train.trees.local.LocalRows;
import io.nightjar.spark.train.trees.split.OpenNode;
import io.nightjar.spark.train.trees.split.Split;
import io.nightjar.spark.train.trees.split.SplitFinder;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import scala.Tuple2;

/**
 * One stage of histograms: each partition sums its rows' by node and group of columns, the
 * executors add those of one node and group, and find its best split.
 */
final class SliceSearch implements Serializable {
  private static final long serialVersionUID = 1L;

  private final Shards.FitState fit;
  private final StepLog log;
  private final SplitFinder finder;
  private final ArrayList<OpenNode> nodes;

  SliceSearch(Shards.FitState fit, StepLog log, SplitFinder finder, List<OpenNode> nodes) {
    this.fit = fit;
    this.log = log;
    this.finder = finder;
    this.nodes = new ArrayList<>(nodes);
  }

  /** The best split of a node on some columns. */
  record Found(int node, Split split) implements Serializable {}

  /** Parcels of what was found. */
  List<byte[]> over(JavaRDD<PartitionRows> partitions) {
    int slices = Math.max(1, Math.min(partitions.getNumPartitions(), nodes.size() * 4));
    return partitions
        .mapPartitionsWithIndex(this::histograms, true)
        .mapToPair(slice -> slice)
        .reduceByKey(SliceSearch::plus, slices)
        .mapPartitions(this::best)
        .collect();
  }

  private Iterator<Tuple2<Long, long[]>> histograms(int partition, Iterator<PartitionRows> rows) {
    return Shards.read(
        fit, partition, rows.next(), log, shard -> histograms(shard.rows()).iterator());
  }

  /** Keyed by node above and group below; nodes without rows here have none. */
  private List<Tuple2<Long, long[]>> histograms(LocalRows rows) {
    List<Tuple2<Long, long[]>> slices = new ArrayList<>();
    for (int node = 0; node < nodes.size(); node++) {
      if (rows.size(nodes.get(node).id()) > 0) {
        long[][] histogram = rows.histogram(nodes.get(node).id());
        for (int group = 0; group < histogram.length; group++) {
          slices.add(new Tuple2<>((long) node << Integer.SIZE | group, histogram[group]));
        }
      }
    }
    return slices;
  }

  private static long[] plus(long[] a, long[] b) {
    for (int i = 0; i < a.length; i++) {
      a[i] += b[i];
    }
    return a;
  }

  private Iterator<byte[]> best(Iterator<Tuple2<Long, long[]>> slices) {
    List<byte[]> found = new ArrayList<>();
    while (slices.hasNext()) {
      Tuple2<Long, long[]> slice = slices.next();
      int node = (int) (slice._1() >>> Integer.SIZE);
      Split split = finder.best(slice._2(), slice._1().intValue(), nodes.get(node));
      if (split != null) {
        found.add(Parcel.pack(new Found(node, split)));
      }
    }
    return found.iterator();
  }
}
