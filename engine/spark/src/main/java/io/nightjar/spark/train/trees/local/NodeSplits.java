package io.nightjar.spark.train.trees.local;

import io.nightjar.kernels.tree.BinnedRows;
import io.nightjar.kernels.tree.NodeRows;
import io.nightjar.kernels.tree.TreeKernels;
import io.nightjar.spark.train.task.Workers;
import io.nightjar.spark.train.trees.bins.BinMatrix;
import io.nightjar.spark.train.trees.grow.Division;
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
  private final TreeKernels kernels;
  private final Workers workers;
  private final Histograms histograms;
  private final int slices;
  private final ThreadLocal<long[]> partial;

  NodeSplits(BinMatrix bins, NodeEntries nodes, TreeKernels kernels, Workers workers) {
    this.bins = bins;
    this.kernels = kernels;
    this.nodes = nodes;
    this.workers = workers;
    int columns = bins.bins().width();
    this.histograms = new Histograms(columns);
    this.slices = SplitFinder.Slice.slices(columns);
    this.partial = ThreadLocal.withInitial(() -> new long[columns * SplitFinder.SUMS]);
  }

  /** Forgets the histograms of the tree before. */
  void clear() {
    histograms.releaseAll();
  }

  Split ofRoot(SplitFinder finder, OpenNode root) {
    if (!finder.mayDivide(root)) {
      return null;
    }
    long[] histogram = histograms.zeros(root.id());
    sum(new int[] {root.id()}, Collections.singletonList(histogram));
    Split[] best = new Split[slices];
    SplitFinder.OfNode search = finder.of(root);
    workers.forEach(best.length, g -> best[g] = search.best(slice(histogram, g)));
    return settled(root, best);
  }

  /** The histogram of a node that no later one is derived of. */
  long[] histogram(int node) {
    long[] histogram = new long[bins.bins().width() * SplitFinder.SUMS];
    sum(new int[] {node}, Collections.singletonList(histogram));
    return histogram;
  }

  /** The children of a node, of which one at least may be divided. */
  private record Family(int parent, Child summed, Child rest, Rest how) {}

  /** A child with its histogram, and the search of its split: null where it may not be divided. */
  private record Child(OpenNode node, long[] histogram, SplitFinder.OfNode search) {
    static Child of(SplitFinder finder, OpenNode node, long[] histogram) {
      return new Child(node, histogram, finder.mayDivide(node) ? finder.of(node) : null);
    }

    Split best(SplitFinder.Slice slice) {
      return search == null ? null : search.best(slice);
    }
  }

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
        families.add(family(finder, parent));
      } else {
        histograms.release(parent.node());
      }
    }
    sum(families);
    Split[][] best = new Split[2 * families.size()][slices];
    workers.forEach(
        families.size() * slices, unit -> search(families, best, unit / slices, unit % slices));
    return inOrder(parents, families, best);
  }

  private Family family(SplitFinder finder, Division parent) {
    boolean leftIsSmall = nodes.size(parent.left().id()) <= nodes.size(parent.right().id());
    OpenNode summed = leftIsSmall ? parent.left() : parent.right();
    OpenNode rest = leftIsSmall ? parent.right() : parent.left();
    boolean kept = histograms.has(parent.node());
    Rest how = kept ? Rest.LEFT_OVER : Rest.SUMMED;
    long[] large =
        kept ? histograms.inherit(parent.node(), rest.id()) : histograms.zeros(rest.id());
    return new Family(
        parent.node(),
        Child.of(finder, summed, histograms.zeros(summed.id())),
        Child.of(finder, rest, large),
        how);
  }

  private void sum(List<Family> families) {
    List<Family> whole = families.stream().filter(f -> f.how() == Rest.SUMMED).toList();
    IntStream ids =
        IntStream.concat(
            families.stream().mapToInt(family -> family.summed().node().id()),
            whole.stream().mapToInt(family -> family.rest().node().id()));
    Stream<long[]> into =
        Stream.concat(
            families.stream().map(family -> family.summed().histogram()),
            whole.stream().map(family -> family.rest().histogram()));
    sum(ids.toArray(), into.toList());
  }

  /** Sums histograms of nodes, cut by rows and by tiles of columns. */
  private void sum(int[] ids, List<long[]> into) {
    long rows = Arrays.stream(ids).mapToLong(nodes::size).sum();
    Chunks chunks = Chunks.sharing(rows, workers.threads());
    for (int i = 0; i < ids.length; i++) {
      chunks.add(i, nodes.from(ids[i]), nodes.to(ids[i]));
    }
    int tiles = bins.binned().tiles();
    workers.forEach(
        chunks.count() * tiles,
        unit -> {
          int chunk = unit / tiles;
          int owner = chunks.owner(chunk);
          boolean whole = chunks.to(chunk) - chunks.from(chunk) == nodes.size(ids[owner]);
          sum(nodes.piece(chunks, chunk), unit % tiles, into.get(owner), whole);
        });
  }

  /** Where a piece is all of its node no other thread adds to the node's histogram. */
  private void sum(NodeRows piece, int tile, long[] histogram, boolean whole) {
    if (whole) {
      kernels.histogram(bins.binned(), piece, tile, histogram);
      return;
    }
    long[] sums = partial.get();
    int from = BinnedRows.TILE * tile * SplitFinder.SUMS;
    int to = from + bins.binned().columnsOf(tile) * SplitFinder.SUMS;
    Arrays.fill(sums, from, to, 0);
    kernels.histogram(bins.binned(), piece, tile, sums);
    synchronized (histogram) {
      for (int cell = from; cell < to; cell++) {
        histogram[cell] += sums[cell];
      }
    }
  }

  private SplitFinder.Slice slice(long[] histogram, int slice) {
    return SplitFinder.Slice.of(histogram, slice, bins.bins().width());
  }

  private void search(List<Family> families, Split[][] best, int at, int slice) {
    Family family = families.get(at);
    SplitFinder.Slice small = slice(family.summed().histogram(), slice);
    SplitFinder.Slice large = slice(family.rest().histogram(), slice);
    if (family.how() == Rest.LEFT_OVER) {
      subtract(family, large);
    }
    best[2 * at][slice] = family.summed().best(small);
    best[2 * at + 1][slice] = family.rest().best(large);
  }

  private static void subtract(Family family, SplitFinder.Slice of) {
    long[] large = family.rest().histogram();
    long[] small = family.summed().histogram();
    for (int cell = of.at(); cell < of.end(); cell++) {
      large[cell] -= small[cell];
    }
  }

  private List<Split> inOrder(List<Division> parents, List<Family> families, Split[][] best) {
    Split[] found = new Split[2 * parents.size()];
    int family = 0;
    for (int i = 0; i < parents.size(); i++) {
      Division parent = parents.get(i);
      if (family < families.size() && isOf(families.get(family), parent)) {
        OpenNode small = families.get(family).summed().node();
        Split summed = settled(small, best[2 * family]);
        Split rest = settled(families.get(family).rest().node(), best[2 * family + 1]);
        boolean leftWasSummed = small.id() == parent.left().id();
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

  /** The best over all slices; without one the node is a leaf, whose histogram is done with. */
  private Split settled(OpenNode node, Split[] bySlice) {
    Split best = null;
    for (Split split : bySlice) {
      best = SplitFinder.better(best, split);
    }
    if (best == null || histograms.full()) {
      histograms.release(node.id());
    }
    return best;
  }
}
