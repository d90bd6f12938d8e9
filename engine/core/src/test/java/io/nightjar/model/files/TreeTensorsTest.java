package io.nightjar.model.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nightjar.kernels.ensemble.Decision;
import io.nightjar.kernels.ensemble.TreeEnsemble;
import io.nightjar.kernels.ensemble.TreeNodes;
import io.nightjar.model.Link;
import io.nightjar.model.ModelExamples;
import io.nightjar.model.files.format.Tensor;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TreeTensorsTest {
  private static final TreeEnsemble TREES = ModelExamples.trees().ensemble();

  @Test
  void keepsEveryArray() {
    TreeEnsemble read = TreeTensors.ensemble(TreeTensors.of(TREES), Decision.LESS, 2);
    assertThat(read.nodes()).usingRecursiveComparison().isEqualTo(TREES.nodes());
    assertThat(read.decision()).isEqualTo(Decision.LESS);
    assertThat(read.base(0)).isEqualTo(TREES.base(0));
    assertThat(read.trees()).isEqualTo(2);
  }

  @Test
  void leavesOutSetsAndCoversThatAreNotKnown() {
    TreeEnsemble stumps = ModelExamples.multiclassTrees(Link.SOFTMAX).ensemble();
    List<Tensor> tensors = TreeTensors.of(stumps);
    assertThat(tensors)
        .extracting(Tensor::name)
        .doesNotContain("covers", "category_lengths", "category_words");
    TreeNodes read = TreeTensors.ensemble(tensors, Decision.AT_MOST, 2).nodes();
    assertThat(read.covers()).isNull();
    assertThat(read.categories()).isNull();
  }

  @Test
  void tellsASetWithoutCategoriesFromNone() {
    TreeNodes nodes = TREES.nodes();
    nodes = with(nodes, new long[][] {null, {}, null, null, null, null});
    TreeEnsemble empty = TreeEnsemble.of(Decision.AT_MOST, 2, nodes, new int[2], new double[1]);
    TreeEnsemble read = TreeTensors.ensemble(TreeTensors.of(empty), Decision.AT_MOST, 2);
    assertThat(read.nodes().categories()[1]).isEmpty();
    assertThat(read.nodes().categories()[0]).isNull();
  }

  @Test
  void refusesATreeThatTurnsBackOnItself() {
    refuses(
        Tensor.of("lefts", new int[] {1, 1, -1, -1, -1, -1}),
        "tree 0, node 1: the second parent is 1; must be none beside node 0");
    refuses(
        Tensor.of("lefts", new int[] {1, 0, -1, -1, -1, -1}),
        "tree 0, node 1: the left child is 0; must be 1..4, or -1 on both sides of a leaf");
  }

  @Test
  void refusesNodesOutOfBounds() {
    refuses(
        Tensor.of("features", new int[] {2, 1, 0, 0, 0, 0}),
        "tree 0, node 0: the feature is 2; must be 0..1");
    refuses(
        Tensor.of("rights", new int[] {5, 4, -1, -1, -1, -1}),
        "tree 0, node 0: the right child is 5; must be 1..4, or -1 on both sides of a leaf");
    refuses(
        Tensor.of("values", new double[] {0, 0, Double.NaN, 0, 0, 0}),
        "tree 0, node 2: the value is NaN; must be finite");
    refuses(
        Tensor.of("starts", new int[] {0, 5, 7}), "the end of the last tree is 7; must be 6..6");
    refuses(Tensor.of("outputs", new int[] {0, 1}), "the output of tree 1 is 1; must be 0..0");
    refuses(Tensor.of("values", new double[5]), "values has length 5; must be 6");
  }

  @Test
  void refusesSetsThatAreNotAllTheWords() {
    refuses(
        Tensor.of("category_lengths", new int[] {-1, 2, -1, -1, -1, -1}),
        "node 1 has a set of 2 words where 1 are left; must be no more, or -1 for none");
    refuses(
        Tensor.of("category_lengths", new int[] {-1, -2, -1, -1, -1, -1}),
        "node 1 has a set of -2 words where 1 are left; must be no more, or -1 for none");
    refuses(
        Tensor.of("category_lengths", new int[] {-1, -1, -1, -1, -1, -1}),
        "sets have 0 words of 1; must be all");
  }

  @Test
  void refusesTensorsThatAreMissingOfAnotherTypeOrNoPart() {
    List<Tensor> tensors = new ArrayList<>(TreeTensors.of(TREES));
    tensors.removeIf(tensor -> tensor.name().equals("base"));
    assertThatThrownBy(() -> TreeTensors.ensemble(tensors, Decision.AT_MOST, 2))
        .hasMessage("tensor base is missing; must be there");
    refuses(Tensor.of("values", new float[6]), "tensor values has type F32; must be F64");
    refuses(
        Tensor.of("script", new int[1]),
        "tensors [script] are no part of an ensemble; must be left out");
  }

  /** The example with one tensor in place of the one of its name. */
  private static void refuses(Tensor wrong, String message) {
    List<Tensor> tensors = new ArrayList<>(TreeTensors.of(TREES));
    tensors.removeIf(tensor -> tensor.name().equals(wrong.name()));
    tensors.add(wrong);
    assertThatThrownBy(() -> TreeTensors.ensemble(tensors, Decision.AT_MOST, 2))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }

  private static TreeNodes with(TreeNodes nodes, long[][] sets) {
    return new TreeNodes(
        nodes.starts(),
        nodes.features(),
        nodes.thresholds(),
        sets,
        nodes.lefts(),
        nodes.rights(),
        nodes.missingLeft(),
        nodes.values(),
        nodes.covers());
  }
}
