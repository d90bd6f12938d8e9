package io.nightjar.spark.train.trees.distributed;

import io.nightjar.spark.data.Parcel;
import io.nightjar.spark.train.trees.local.LocalRows;
import io.nightjar.spark.train.trees.local.SplitParts;
import io.nightjar.spark.train.trees.split.OpenNode;
import io.nightjar.spark.train.trees.split.Split;
import io.nightjar.spark.train.trees.split.SplitFinder;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import scala.Tuple2;

/**
 * One stage of histograms: each partition sums its rows' by node and slice of columns, and the
 * executors add those of one node and slice. Of two children only the lighter one is summed and
 * sent; the other's is what is left of their parent's, which lies by slice where both are added.
 *
 * <p>What is written to be added is told by {@link HistogramTraffic}.
 */
final class SliceSearch implements Serializable {
  private static final long serialVersionUID = 1L;

  private final Shards.FitState fit;
  private final StepLog log;
  private final SplitFinder finder;

  /** A search on rows that have taken the steps of a log. */
  SliceSearch(Shards.FitState fit, StepLog log, SplitFinder finder) {
    this.fit = fit;
    this.log = log;
    this.finder = finder;
  }

  /** The best split of a node on some columns. */
  record Found(int node, Split split) implements Serializable {}

  /**
   * Two children of a node: the one that is summed, and the other, whose histogram is left over.
   */
  record Family(int parent, OpenNode summed, OpenNode rest) implements Serializable {}

  /** Histograms of nodes that are summed, by slice. */
  JavaPairRDD<Long, long[]> summed(JavaRDD<SplitParts> partitions, int[] nodes, int slices) {
    return partitions
        .mapPartitionsWithIndex((partition, rows) -> histograms(partition, rows, nodes), true)
        .mapToPair(slice -> slice)
        .reduceByKey(new BySlice(slices), SliceSearch::plus);
  }

  /** Histograms of both children, from those of one of them and of the parents. */
  JavaPairRDD<Long, long[]> children(
      JavaPairRDD<Long, long[]> summed, JavaPairRDD<Long, long[]> parents, List<Family> families) {
    LeftOver leftOver = new LeftOver(families);
    return JavaPairRDD.fromJavaRDD(summed.zipPartitions(parents, leftOver::both));
  }

  /** Parcels of the best splits of some nodes. */
  List<byte[]> best(JavaPairRDD<Long, long[]> histograms, List<OpenNode> nodes) {
    List<OpenNode> sent = new ArrayList<>(nodes);
    return histograms.mapPartitions(slices -> best(slices, sent)).collect();
  }

  private Iterator<Tuple2<Long, long[]>> histograms(
      int partition, Iterator<SplitParts> rows, int[] nodes) {
    return Shards.read(
        fit, partition, rows.next(), log, shard -> histograms(shard.rows(), nodes).iterator());
  }

  /** Nodes without rows here have none. */
  private static List<Tuple2<Long, long[]>> histograms(LocalRows rows, int[] nodes) {
    List<Tuple2<Long, long[]>> slices = new ArrayList<>();
    for (int node : nodes) {
      if (rows.size(node) > 0) {
        long[] histogram = rows.histogram(node);
        int width = histogram.length / SplitFinder.SUMS;
        for (int slice = 0; slice < SplitFinder.Slice.slices(width); slice++) {
          SplitFinder.Slice of = SplitFinder.Slice.of(histogram, slice, width);
          long[] sums = Arrays.copyOfRange(histogram, of.at(), of.end());
          slices.add(new Tuple2<>(BySlice.key(node, slice), sums));
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

  private Iterator<byte[]> best(Iterator<Tuple2<Long, long[]>> slices, List<OpenNode> nodes) {
    Map<Integer, SplitFinder.OfNode> searches = new HashMap<>();
    nodes.forEach(node -> searches.put(node.id(), finder.of(node)));
    List<byte[]> found = new ArrayList<>();
    while (slices.hasNext()) {
      Tuple2<Long, long[]> slice = slices.next();
      int id = BySlice.node(slice._1());
      SplitFinder.OfNode search = searches.get(id);
      if (search != null) {
        long[] sums = slice._2();
        int first = SplitFinder.Slice.WIDTH * BySlice.slice(slice._1());
        int count = sums.length / SplitFinder.SUMS;
        Split split = search.best(new SplitFinder.Slice(sums, 0, first, count));
        if (split != null) {
          found.add(Parcel.pack(new Found(id, split)));
        }
      }
    }
    return found.iterator();
  }
}
