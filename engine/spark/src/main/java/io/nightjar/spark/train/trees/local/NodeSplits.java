package io.nightjar.spark.train.trees.local;

import io.nightjar.spark.train.block.Workers;
import io.nightjar.spark.train.trees.bins.BinMatrix;
import io.nightjar.spark.train.trees.grow.Division;
import io.nightjar.spark.train.trees.objective.RowRange;
import io.nightjar.spark.train.trees.split.OpenNode;
import io.nightjar.spark.train.trees.split.Split;
import io.nightjar.spark.train.trees.split.SplitFinder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The best splits of nodes, from their histograms. Of two children only the one of fewer rows is
 * summed; the other's histogram is what is left of their parent's.
 */
final class NodeSplits {
  private final BinMatrix bins;
  private final NodeEntries nodes;
  private final Workers workers;
  private final Histograms histograms;
  private final ThreadLocal<HistogramLoop> loops = ThreadLocal.withInitial(HistogramLoop::new);

  NodeSplits(BinMatrix bins, NodeEntries nodes, Workers workers) {
    this.bins = bins;
    this.nodes = nodes;
    this.workers = workers;
    this.histograms = new Histograms(bins.groups());
  }

  /** Forgets the histograms of the tree before. */
  void clear() {
    histograms.releaseAll();
  }

  Split ofRoot(SplitFinder finder, OpenNode root) {
    if (!finder.mayDivide(root)) {
      return null;
    }
    long[][] histogram = histograms.zeros(root.id());
    sum(new int[] {root.id()}, Collections.singletonList(histogram));
    Split[] best = new Split[bins.groups()];
    workers.forEach(best.length, g -> best[g] = finder.best(histogram[g], g, root));
    return settled(root, best);
  }

  /** The histogram of a node that no later one is derived of. */
  long[][] histogram(int node) {
    long[][] histogram = new long[bins.groups()][SplitFinder.LENGTH];
    sum(new int[] {node}, Collections.singletonList(histogram));
    return histogram;
  }

  /** The children of a node that may be divided, with their histograms. */
  private record Family(
      int parent, OpenNode summed, OpenNode rest, long[][] small, long[][] large, Rest how) {}

  /** How the histogram of the child of more rows is found. */
  private enum Rest {
    /** It is the parent's, less the other child's. */
    LEFT_OVER,
    /** The parent's was not kept. */
    SUMMED
  }

  /** Best splits of left, right, left, …. */
  List<Split> ofChildren(SplitFinder finder, List<Division> parents) {
    List<Family> families = new ArrayList<>();
    for (Division parent : parents) {
      if (finder.mayDivide(parent.left()) || finder.mayDivide(parent.right())) {
        families.add(family(parent));
      } else {
        histograms.release(parent.node());
      }
    }
    sum(families);
    Split[][] best = new Split[2 * families.size()][bins.groups()];
    workers.forEach(
        families.size() * bins.groups(),
        unit -> search(finder, families, best, unit / bins.groups(), unit % bins.groups()));
    return inOrder(parents, families, best);
  }

  private Family family(Division parent) {
    boolean leftIsSmall = nodes.size(parent.left().id()) <= nodes.size(parent.right().id());
    OpenNode summed = leftIsSmall ? parent.left() : parent.right();
    OpenNode rest = leftIsSmall ? parent.right() : parent.left();
    boolean kept = histograms.has(parent.node());
    Rest how = kept ? Rest.LEFT_OVER : Rest.SUMMED;
    long[][] large =
        kept ? histograms.inherit(parent.node(), rest.id()) : histograms.zeros(rest.id());
    return new Family(parent.node(), summed, rest, histograms.zeros(summed.id()), large, how);
  }

  private void sum(List<Family> families) {
    List<Family> whole = families.stream().filter(f -> f.how() == Rest.SUMMED).toList();
    IntStream ids =
        IntStream.concat(
            families.stream().mapToInt(family -> family.summed().id()),
            whole.stream().mapToInt(family -> family.rest().id()));
    Stream<long[][]> into =
        Stream.concat(families.stream().map(Family::small), whole.stream().map(Family::large));
    sum(ids.toArray(), into.toList());
  }

  /** Sums histograms of nodes, cut by rows and by groups of columns. */
  private void sum(int[] ids, List<long[][]> into) {
    Chunks chunks = new Chunks();
    for (int i = 0; i < ids.length; i++) {
      chunks.add(i, nodes.from(ids[i]), nodes.to(ids[i]));
    }
    int groups = bins.groups();
    workers.forEach(
        chunks.count() * groups,
        unit -> {
          int chunk = unit / groups;
          int group = unit % groups;
          loops
              .get()
              .add(
                  nodes.array(),
                  new RowRange(chunks.from(chunk), chunks.to(chunk)),
                  bins.group(group),
                  bins.columns(group),
                  into.get(chunks.owner(chunk))[group]);
        });
  }

  private static void search(
      SplitFinder finder, List<Family> families, Split[][] best, int at, int group) {
    Family family = families.get(at);
    long[] small = family.small()[group];
    long[] large = family.large()[group];
    for (int cell = 0; cell < large.length && family.how() == Rest.LEFT_OVER; cell++) {
      large[cell] -= small[cell];
    }
    if (finder.mayDivide(family.summed())) {
      best[2 * at][group] = finder.best(small, group, family.summed());
    }
    if (finder.mayDivide(family.rest())) {
      best[2 * at + 1][group] = finder.best(large, group, family.rest());
    }
  }

  private List<Split> inOrder(List<Division> parents, List<Family> families, Split[][] best) {
    Split[] found = new Split[2 * parents.size()];
    int family = 0;
    for (int i = 0; i < parents.size(); i++) {
      Division parent = parents.get(i);
      if (family < families.size() && isOf(families.get(family), parent)) {
        Split summed = settled(families.get(family).summed(), best[2 * family]);
        Split rest = settled(families.get(family).rest(), best[2 * family + 1]);
        boolean leftWasSummed = families.get(family).summed().id() == parent.left().id();
        found[2 * i] = leftWasSummed ? summed : rest;
        found[2 * i + 1] = leftWasSummed ? rest : summed;
        family++;
      }
    }
    return Arrays.asList(found);
  }

  private static boolean isOf(Family family, Division parent) {
    return family.parent() == parent.node();
  }

  /** The best over all groups; without one the node is a leaf, whose histogram is done with. */
  private Split settled(OpenNode node, Split[] byGroup) {
    Split best = null;
    for (Split split : byGroup) {
      best = SplitFinder.better(best, split);
    }
    if (best == null || histograms.full()) {
      histograms.release(node.id());
    }
    return best;
  }
}
