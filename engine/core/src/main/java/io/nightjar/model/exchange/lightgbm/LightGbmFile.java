package io.nightjar.model.exchange.lightgbm;

import io.nightjar.kernels.ensemble.Decision;
import io.nightjar.model.Link;
import io.nightjar.model.exchange.trees.EnsembleWriter;
import io.nightjar.model.exchange.trees.ForeignTrees;
import io.nightjar.model.exchange.trees.ForeignTrees.Input;
import io.nightjar.model.exchange.trees.ForeignTrees.Values;
import io.nightjar.model.exchange.trees.ThresholdRounding;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads what LightGBM's {@code save_model} writes: boosted trees, dart (its weights are in the
 * leaves) and random forests, whose sums are divided by the number of iterations.
 */
public final class LightGbmFile {
  private static final String TREE = "Tree=";
  private static final String END = "end of trees";
  private static final int MOST_CLASSES = 1 << 16;

  private final LightGbmSection head;
  private final List<List<String>> blocks;
  private final int features;
  private final boolean[] categorical;

  private LightGbmFile(LightGbmSection head, List<List<String>> blocks) {
    this.head = head;
    this.blocks = blocks;
    this.features = head.whole("max_feature_idx", 0, ForeignTrees.MAX_FEATURES - 1) + 1;
    this.categorical = new boolean[features];
  }

  /**
   * Reads a text model.
   *
   * @param rounding of its float64 thresholds
   * @throws IllegalArgumentException saying what is wrong with the file
   */
  public static ForeignTrees read(byte[] bytes, ThresholdRounding rounding) {
    List<String> head = new ArrayList<>();
    List<List<String>> blocks = new ArrayList<>();
    boolean ended = false;
    for (String line : new String(bytes, StandardCharsets.UTF_8).split("\r?\n")) {
      ended = line.equals(END);
      if (ended) {
        break;
      }
      if (line.startsWith(TREE)) {
        blocks.add(new ArrayList<>());
      } else if (!line.isBlank()) {
        (blocks.isEmpty() ? head : blocks.get(blocks.size() - 1)).add(line);
      }
    }
    if (!ended) {
      throw new IllegalArgumentException(
          "the file ends after %d trees without \"%s\"; must be whole: copy it again"
              .formatted(blocks.size(), END));
    }
    return new LightGbmFile(new LightGbmSection("the head", head), blocks).trees(rounding);
  }

  private ForeignTrees trees(ThresholdRounding rounding) {
    LightGbmObjective objective = LightGbmObjective.of(head.text("objective"));
    int most = objective.outcome().link() == Link.SOFTMAX ? MOST_CLASSES : 1;
    int outputs = head.whole("num_tree_per_iteration", Math.min(2, most), most);
    requireTrees(outputs);
    double scale = objective.scale();
    if (head.has("average_output")) {
      scale /= blocks.size() / outputs;
    }
    LightGbmTree.Terms terms = new LightGbmTree.Terms(scale, rounding);
    EnsembleWriter writer = new EnsembleWriter(Decision.AT_MOST, features);
    for (int t = 0; t < blocks.size(); t++) {
      String name = "tree " + t;
      LightGbmTree tree = new LightGbmTree(name, new LightGbmSection(name, blocks.get(t)), terms);
      tree.markCategorical(categorical);
      writer.add(tree, t % outputs);
    }
    String library = "lightgbm, text " + head.text("version");
    return new ForeignTrees(
        library, objective.outcome(), inputs(), writer.ensemble(new double[outputs]));
  }

  private void requireTrees(int outputs) {
    if (blocks.isEmpty() || blocks.size() % outputs != 0) {
      throw new IllegalArgumentException(
          "the file has %d trees; must have 1 or more for each of %d outputs"
              .formatted(blocks.size(), outputs));
    }
    if (head.has("tree_sizes")) {
      head.numbers("tree_sizes", blocks.size());
    }
  }

  private List<Input> inputs() {
    String[] names = head.text("feature_names").split(" +");
    if (names.length != features) {
      throw new IllegalArgumentException(
          "the head has %d feature_names; must have %d, max_feature_idx + 1"
              .formatted(names.length, features));
    }
    List<Input> inputs = new ArrayList<>();
    for (int f = 0; f < features; f++) {
      inputs.add(new Input(names[f], categorical[f] ? Values.CATEGORIES : Values.NUMBERS));
    }
    return inputs;
  }
}
