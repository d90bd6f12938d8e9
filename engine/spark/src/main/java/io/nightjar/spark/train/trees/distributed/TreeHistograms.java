package io.nightjar.spark.train.trees.distributed;

import io.nightjar.spark.data.Parcel;
import io.nightjar.spark.train.trees.grow.Division;
import io.nightjar.spark.train.trees.local.SplitParts;
import io.nightjar.spark.train.trees.split.OpenNode;
import io.nightjar.spark.train.trees.split.Split;
import io.nightjar.spark.train.trees.split.SplitFinder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.storage.StorageLevel;

/**
 * The histograms of a tree's nodes that may still be divided, kept on the executors by slice of
 * columns until their children's are derived of them. What is lost there is summed anew from the
 * rows.
 */
final class TreeHistograms {
  private final JavaRDD<SplitParts> partitions;
  private final int slices;
  private final Map<Integer, Kept> byNode = new HashMap<>();

  /**
   * The histograms of a fit's trees.
   *
   * @param columns how many columns there are
   */
  TreeHistograms(JavaRDD<SplitParts> partitions, int columns) {
    this.partitions = partitions;
    this.slices =
        Math.max(1, Math.min(SplitFinder.Slice.slices(columns), partitions.getNumPartitions()));
  }

  /** Histograms that were derived together, and the nodes among them that still need theirs. */
  private static final class Kept {
    private final JavaPairRDD<Long, long[]> sums;
    private final Set<Integer> needed = new HashSet<>();

    Kept(JavaPairRDD<Long, long[]> sums) {
      this.sums = sums.persist(StorageLevel.MEMORY_AND_DISK());
    }
  }

  /** The best split of a tree's root; forgets the tree before. */
  Split ofRoot(SliceSearch search, OpenNode root) {
    clear();
    return best(search, search.summed(partitions, new int[] {root.id()}, slices), List.of(root))
        .get(root.id());
  }

  /** The best splits of left, right, left, … of some nodes just parted. */
  List<Split> ofChildren(SliceSearch search, SplitFinder finder, List<Division> parents) {
    List<SliceSearch.Family> families = new ArrayList<>();
    List<OpenNode> open = new ArrayList<>();
    for (Division parent : parents) {
      List<OpenNode> both = List.of(parent.left(), parent.right());
      both.stream().filter(finder::mayDivide).forEach(open::add);
      if (both.stream().anyMatch(finder::mayDivide)) {
        families.add(family(parent));
      }
    }
    Map<Integer, Split> found = families.isEmpty() ? Map.of() : found(search, families, open);
    parents.forEach(parent -> release(parent.node()));
    List<Split> splits = new ArrayList<>();
    for (Division parent : parents) {
      splits.add(found.get(parent.left().id()));
      splits.add(found.get(parent.right().id()));
    }
    return splits;
  }

  /** The lighter child is summed: it has, as a rule, the fewer rows. */
  private static SliceSearch.Family family(Division parent) {
    boolean left = parent.left().sums().second() <= parent.right().sums().second();
    return new SliceSearch.Family(
        parent.node(),
        left ? parent.left() : parent.right(),
        left ? parent.right() : parent.left());
  }

  private Map<Integer, Split> found(
      SliceSearch search, List<SliceSearch.Family> families, List<OpenNode> open) {
    int[] nodes = families.stream().mapToInt(family -> family.summed().id()).toArray();
    Set<Kept> sources = new LinkedHashSet<>();
    families.forEach(family -> sources.add(byNode.get(family.parent())));
    List<JavaPairRDD<Long, long[]>> parents = new ArrayList<>();
    sources.forEach(source -> parents.add(source.sums));
    return best(
        search,
        search.children(search.summed(partitions, nodes, slices), union(parents), families),
        open);
  }

  /**
   * Those of all, each slice in the partition where it lay; Spark's union would have the partitions
   * of one behind those of the other.
   */
  private static JavaPairRDD<Long, long[]> union(List<JavaPairRDD<Long, long[]>> parents) {
    JavaPairRDD<Long, long[]> all = parents.get(0);
    for (JavaPairRDD<Long, long[]> more : parents.subList(1, parents.size())) {
      all = JavaPairRDD.fromJavaRDD(all.zipPartitions(more, TreeHistograms::both));
    }
    return all;
  }

  private static <T> Iterator<T> both(Iterator<T> first, Iterator<T> second) {
    return Stream.concat(stream(first), stream(second)).iterator();
  }

  private static <T> Stream<T> stream(Iterator<T> of) {
    return StreamSupport.stream(Spliterators.spliteratorUnknownSize(of, 0), false);
  }

  private Map<Integer, Split> best(
      SliceSearch search, JavaPairRDD<Long, long[]> sums, List<OpenNode> open) {
    Kept kept = new Kept(sums);
    Map<Integer, Split> found = new HashMap<>();
    for (byte[] parcel : search.best(kept.sums, open)) {
      SliceSearch.Found one = Parcel.open(parcel);
      found.merge(one.node(), one.split(), SplitFinder::better);
    }
    found.keySet().forEach(node -> byNode.put(node, kept));
    kept.needed.addAll(found.keySet());
    if (kept.needed.isEmpty()) {
      kept.sums.unpersist(false);
    }
    return found;
  }

  private void release(int node) {
    Kept kept = byNode.remove(node);
    if (kept != null && kept.needed.remove(node) && kept.needed.isEmpty()) {
      kept.sums.unpersist(false);
    }
  }

  /** Frees all that is kept. */
  void clear() {
    new ArrayList<>(byNode.keySet()).forEach(this::release);
  }
}
