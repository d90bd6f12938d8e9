package io.nightjar.model.files;

import io.nightjar.kernels.ensemble.Decision;
import io.nightjar.kernels.ensemble.TreeEnsemble;
import io.nightjar.kernels.ensemble.TreeNodes;
import io.nightjar.model.files.format.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The arrays of an ensemble as tensors, named as {@link TreeNodes} names them. Sets of categories
 * lie one behind the other in {@code category_words}; {@code category_lengths} says of each node
 * how many words are its own, −1 where it has no set. Both are there where any node has a set, and
 * {@code covers} where they are known.
 */
final class TreeTensors {
  private static final String LENGTHS = "category_lengths";
  private static final String WORDS = "category_words";
  private static final String COVERS = "covers";
  private static final int NO_SET = -1;

  private TreeTensors() {}

  /** The tensors of an ensemble. */
  static List<Tensor> of(TreeEnsemble ensemble) {
    TreeNodes nodes = ensemble.nodes();
    int[] outputs = new int[ensemble.trees()];
    Arrays.setAll(outputs, ensemble::outputOf);
    double[] base = new double[ensemble.outputs()];
    Arrays.setAll(base, ensemble::base);
    List<Tensor> tensors = new ArrayList<>();
    tensors.add(Tensor.of("starts", nodes.starts()));
    tensors.add(Tensor.of("features", nodes.features()));
    tensors.add(Tensor.of("thresholds", nodes.thresholds()));
    tensors.add(Tensor.of("lefts", nodes.lefts()));
    tensors.add(Tensor.of("rights", nodes.rights()));
    tensors.add(Tensor.of("missing_left", nodes.missingLeft()));
    tensors.add(Tensor.of("values", nodes.values()));
    tensors.add(Tensor.of("outputs", outputs));
    tensors.add(Tensor.of("base", base));
    if (nodes.covers() != null) {
      tensors.add(Tensor.of(COVERS, nodes.covers()));
    }
    if (nodes.categories() != null) {
      addSets(nodes.categories(), tensors);
    }
    return tensors;
  }

  private static void addSets(long[][] sets, List<Tensor> tensors) {
    int[] lengths = new int[sets.length];
    Arrays.setAll(lengths, node -> sets[node] == null ? NO_SET : sets[node].length);
    long[] words =
        Arrays.stream(sets).filter(set -> set != null).flatMapToLong(Arrays::stream).toArray();
    tensors.add(Tensor.of(LENGTHS, lengths));
    tensors.add(Tensor.of(WORDS, words));
  }

  /**
   * The ensemble of some tensors, checked in every node.
   *
   * @throws IllegalArgumentException saying what is wrong with them
   */
  static TreeEnsemble ensemble(List<Tensor> tensors, Decision decision, int features) {
    NamedTensors all = new NamedTensors(tensors);
    TreeNodes nodes =
        new TreeNodes(
            all.take("starts").ints(),
            all.take("features").ints(),
            all.take("thresholds").floats(),
            all.has(LENGTHS) ? sets(all.take(LENGTHS).ints(), all.take(WORDS).longs()) : null,
            all.take("lefts").ints(),
            all.take("rights").ints(),
            all.take("missing_left").booleans(),
            all.take("values").doubles(),
            all.has(COVERS) ? all.take(COVERS).doubles() : null);
    int[] outputs = all.take("outputs").ints();
    double[] base = all.take("base").doubles();
    all.requireNone("an ensemble");
    return TreeEnsemble.of(decision, features, nodes, outputs, base);
  }

  private static long[][] sets(int[] lengths, long[] words) {
    long[][] sets = new long[lengths.length][];
    int from = 0;
    for (int node = 0; node < lengths.length; node++) {
      int length = lengths[node];
      if (length < NO_SET || length > words.length - from) {
        throw new IllegalArgumentException(
            "node %d has a set of %d words where %d are left; must be no more, or -1 for none"
                .formatted(node, length, words.length - from));
      }
      if (length >= 0) {
        sets[node] = Arrays.copyOfRange(words, from, from + length);
        from += length;
      }
    }
    if (from != words.length) {
      throw new IllegalArgumentException(
          "sets have %d words of %d; must be all".formatted(from, words.length));
    }
    return sets;
  }
}
