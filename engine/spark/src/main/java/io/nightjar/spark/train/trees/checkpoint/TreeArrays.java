package io.nightjar.spark.train.trees.checkpoint;

import io.nightjar.model.files.format.Tensor;
import io.nightjar.spark.train.checkpoint.NamedTensors;
import io.nightjar.spark.train.trees.grow.GrownTree;
import io.nightjar.spark.train.trees.split.GradientSums;
import io.nightjar.spark.train.trees.split.Split;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Trees on bins as arrays: {@code outputs} and {@code sizes} [trees]; of all nodes, tree after
 * tree, {@code lefts}, {@code values}, {@code covers} and {@code columns} (−1 at a leaf) [nodes];
 * of all splits in the order of their nodes {@code bins}, {@code missing_left}, {@code gains},
 * {@code first} and {@code second} (the sums on the left), {@code has_set} [splits]; and {@code
 * sets}, 4 words for each split that has one.
 */
final class TreeArrays {
  private static final int LEAF = -1;
  private static final int WORDS = 4;

  private final int[] columns;
  private final int[] lefts;
  private final double[] values;
  private final double[] covers;
  private final int[] bins;
  private final boolean[] missingLeft;
  private final double[] gains;
  private final long[] first;
  private final long[] second;
  private final boolean[] hasSet;
  private final long[] sets;
  private int node;
  private int split;
  private int set;

  private TreeArrays(NamedTensors tensors) {
    columns = tensors.need("columns").ints();
    lefts = tensors.need("lefts").ints();
    values = tensors.need("values").doubles();
    covers = tensors.need("covers").doubles();
    bins = tensors.need("bins").ints();
    missingLeft = tensors.need("missing_left").booleans();
    gains = tensors.need("gains").doubles();
    first = tensors.need("first").longs();
    second = tensors.need("second").longs();
    hasSet = tensors.need("has_set").booleans();
    sets = tensors.need("sets").longs();
  }

  static List<Tensor> of(List<GrownTree> trees) {
    List<GrownTree.Node> nodes = new ArrayList<>();
    for (GrownTree tree : trees) {
      for (int n = 0; n < tree.size(); n++) {
        nodes.add(tree.node(n));
      }
    }
    List<Split> splits =
        nodes.stream().map(GrownTree.Node::split).filter(split -> split != null).toList();
    List<Tensor> tensors = new ArrayList<>();
    tensors.add(Tensor.of("outputs", trees.stream().mapToInt(GrownTree::output).toArray()));
    tensors.add(Tensor.of("sizes", trees.stream().mapToInt(GrownTree::size).toArray()));
    addNodes(nodes, tensors);
    addSplits(splits, tensors);
    return tensors;
  }

  private static void addNodes(List<GrownTree.Node> nodes, List<Tensor> tensors) {
    tensors.add(Tensor.of("lefts", nodes.stream().mapToInt(GrownTree.Node::left).toArray()));
    tensors.add(
        Tensor.of(
            "columns",
            nodes.stream().mapToInt(n -> n.split() == null ? LEAF : n.split().column()).toArray()));
    tensors.add(Tensor.of("values", nodes.stream().mapToDouble(GrownTree.Node::value).toArray()));
    tensors.add(Tensor.of("covers", nodes.stream().mapToDouble(GrownTree.Node::cover).toArray()));
  }

  private static void addSplits(List<Split> splits, List<Tensor> tensors) {
    boolean[] missingLeft = new boolean[splits.size()];
    boolean[] hasSet = new boolean[splits.size()];
    for (int s = 0; s < hasSet.length; s++) {
      missingLeft[s] = splits.get(s).missingLeft();
      hasSet[s] = splits.get(s).set() != null;
    }
    tensors.add(Tensor.of("bins", splits.stream().mapToInt(Split::bin).toArray()));
    tensors.add(Tensor.of("missing_left", missingLeft));
    tensors.add(Tensor.of("gains", splits.stream().mapToDouble(Split::gain).toArray()));
    tensors.add(Tensor.of("first", splits.stream().mapToLong(s -> s.left().first()).toArray()));
    tensors.add(Tensor.of("second", splits.stream().mapToLong(s -> s.left().second()).toArray()));
    tensors.add(Tensor.of("has_set", hasSet));
    tensors.add(
        Tensor.of(
            "sets",
            splits.stream()
                .filter(split -> split.set() != null)
                .flatMapToLong(split -> Arrays.stream(split.set()))
                .toArray()));
  }

  static List<GrownTree> trees(NamedTensors tensors) {
    int[] outputs = tensors.need("outputs").ints();
    int[] sizes = tensors.need("sizes").ints();
    TreeArrays arrays = new TreeArrays(tensors);
    List<GrownTree> trees = new ArrayList<>();
    for (int t = 0; t < outputs.length; t++) {
      List<GrownTree.Node> nodes = new ArrayList<>();
      for (int n = 0; n < sizes[t]; n++) {
        nodes.add(arrays.nextNode());
      }
      trees.add(new GrownTree(outputs[t], nodes));
    }
    return trees;
  }

  private GrownTree.Node nextNode() {
    Split of = columns[node] == LEAF ? null : nextSplit(columns[node]);
    GrownTree.Node next = new GrownTree.Node(of, lefts[node], values[node], covers[node]);
    node++;
    return next;
  }

  private Split nextSplit(int column) {
    long[] words = hasSet[split] ? Arrays.copyOfRange(sets, set, set += WORDS) : null;
    GradientSums left = new GradientSums(first[split], second[split]);
    Split next = new Split(column, bins[split], words, missingLeft[split], gains[split], left);
    split++;
    return next;
  }
}
