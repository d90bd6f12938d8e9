package io.nightjar.spark.data;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.function.IntConsumer;
import org.apache.spark.Partitioner;
import org.apache.spark.api.java.JavaRDD;
import scala.Tuple2;

/**
 * One result from many partitions, merged by partition number in a fixed binary tree and never by
 * arrival, so that floating sums come out the same in every run over the same partitioning.
 *
 * <p>Neighbours are merged level by level: (0,1), (2,3), … then their results. Above {@value
 * #GROUP} partitions the executors merge aligned groups of {@value #GROUP} first; such a group is a
 * whole subtree, so the tree is the same and the driver holds one partial a group.
 */
public final class OrderedReduce {
  /** A power of two: an aligned group of partitions is a whole subtree. */
  static final int GROUP = 64;

  private OrderedReduce() {}

  /** Folds the rows of one partition into its partial. */
  @FunctionalInterface
  public interface PartitionFold<A, T> extends Serializable {
    /** The partial of one partition; the iterator is read once and may be empty. */
    T fold(int partition, Iterator<A> rows) throws Exception;
  }

  /** Merges two partials, the left one of lower partition numbers; may change and return either. */
  @FunctionalInterface
  public interface Merge<T> extends Serializable {
    /** The merged partial. */
    T merge(T left, T right);
  }

  /**
   * Folds every partition and merges the partials in the fixed tree.
   *
   * @return the merged result; for a table without partitions the fold of no rows
   */
  public static <A, T> T reduce(JavaRDD<A> rows, PartitionFold<A, T> fold, Merge<T> merge) {
    List<T> partials = collectPartials(rows, fold, merge);
    if (partials.isEmpty()) {
      return foldNothing(fold);
    }
    return inTree(partials, merge);
  }

  /** Does units 0..{@code units} − 1, each once, in any order or at once. */
  @FunctionalInterface
  public interface Units {
    /** Returns when all are done. */
    void forEach(int units, IntConsumer body);
  }

  /**
   * The same over partitions that are here already: the same partials, the same tree.
   *
   * @param units what the partitions are folded by
   */
  public static <A, T> T reduce(
      List<List<A>> partitions, PartitionFold<A, T> fold, Merge<T> merge, Units units) {
    if (partitions.isEmpty()) {
      return foldNothing(fold);
    }
    List<T> partials = new ArrayList<>(Collections.nCopies(partitions.size(), null));
    units.forEach(
        partitions.size(),
        index -> partials.set(index, partial(fold, index, partitions.get(index).iterator())));
    return inTree(partials, merge);
  }

  private static <A, T> List<T> collectPartials(
      JavaRDD<A> rows, PartitionFold<A, T> fold, Merge<T> merge) {
    int partitions = rows.getNumPartitions();
    JavaRDD<Tuple2<Integer, byte[]>> folded =
        rows.mapPartitionsWithIndex(
            (index, iterator) ->
                Collections.singletonList(
                        new Tuple2<>(index, Parcel.pack(fold.fold(index, iterator))))
                    .iterator(),
            false);
    List<byte[]> parcels =
        partitions <= GROUP
            ? folded.map(Tuple2::_2).collect()
            : folded
                .mapToPair(partial -> partial)
                .partitionBy(new GroupPartitioner(groups(partitions)))
                .mapPartitions(
                    group -> Collections.singletonList(mergeGroup(group, merge)).iterator())
                .collect();
    return parcels.stream().map(Parcel::<T>open).toList();
  }

  private static int groups(int partitions) {
    return (partitions + GROUP - 1) / GROUP;
  }

  /** Bytes that are shuffled for partials of so many bytes each. */
  public static long shuffleBytes(int partitions, long partialBytes) {
    return partitions <= GROUP ? 0 : partitions * partialBytes;
  }

  /** Bytes that come to the driver for partials of so many bytes each. */
  public static long driverBytes(int partitions, long partialBytes) {
    return (partitions <= GROUP ? partitions : groups(partitions)) * partialBytes;
  }

  private static <T> byte[] mergeGroup(Iterator<Tuple2<Integer, byte[]>> group, Merge<T> merge) {
    List<Tuple2<Integer, byte[]>> members = new ArrayList<>();
    group.forEachRemaining(members::add);
    members.sort(Comparator.comparing(Tuple2::_1));
    List<T> partials = members.stream().map(member -> Parcel.<T>open(member._2())).toList();
    return Parcel.pack(inTree(partials, merge));
  }

  private static <A, T> T foldNothing(PartitionFold<A, T> fold) {
    return partial(fold, 0, Collections.emptyIterator());
  }

  private static <A, T> T partial(PartitionFold<A, T> fold, int partition, Iterator<A> rows) {
    try {
      return fold.fold(partition, rows);
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException("folding partition " + partition + " failed", e);
    }
  }

  /** Merges partials that are here already, in their order; there is one at least. */
  public static <T> T inTree(List<T> partials, Merge<T> merge) {
    List<T> level = new ArrayList<>(partials);
    while (level.size() > 1) {
      List<T> above = new ArrayList<>((level.size() + 1) / 2);
      for (int i = 0; i < level.size(); i += 2) {
        above.add(
            i + 1 < level.size() ? merge.merge(level.get(i), level.get(i + 1)) : level.get(i));
      }
      level = above;
    }
    return level.get(0);
  }

  /** Sends partition p's partial to group p / 64. */
  private static final class GroupPartitioner extends Partitioner {
    private static final long serialVersionUID = 1L;
    private final int groups;

    GroupPartitioner(int groups) {
      this.groups = groups;
    }

    @Override
    public int numPartitions() {
      return groups;
    }

    @Override
    public int getPartition(Object key) {
      return (Integer) key / GROUP;
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof GroupPartitioner that && that.groups == groups;
    }

    @Override
    public int hashCode() {
      return groups;
    }
  }
}
