package io.nightjar.model.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.nightjar.FailureKind;
import io.nightjar.NightjarException;
import io.nightjar.model.TreeModel;
import io.nightjar.model.exchange.onnx.graph.OnnxEncoder;
import io.nightjar.model.exchange.onnx.graph.OnnxModel;
import io.nightjar.model.exchange.onnx.graph.OnnxNode;
import io.nightjar.model.exchange.onnx.graph.OnnxTensor;
import io.nightjar.model.exchange.onnx.graph.OnnxValue;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * ONNX files that are built to mislead, and graphs that this house can't score as they would be.
 */
class HostileOnnxTest {
  private final Map<String, Object> attributes = stump();
  private final List<OnnxNode> before = new ArrayList<>();
  private final List<OnnxNode> after = new ArrayList<>();
  private final Map<String, OnnxTensor> constants = new LinkedHashMap<>();
  private String op = "TreeEnsembleRegressor";
  private String scores = "Y";

  @Test
  void readsTheStumpThatTheOthersAreMadeOf() {
    assertThat(ForeignCase.scores(model(), new double[][] {{1.5, 0}, {1.6, 0}}))
        .isEqualTo(new double[][] {{10}, {20}});
  }

  @Test
  void refusesACircleOfNodesBeforeTheTrees() {
    before.add(node("Identity", "a", "X0"));
    before.add(node("Identity", "X0", "a"));

    assertRefused(
        "the trees' columns pass through more than 1048576 nodes; must be no more, and no circle");
  }

  @Test
  void refusesColumnsThatAreDoubledAgainAndAgain() {
    String from = "X";
    for (int i = 0; i < 40; i++) {
      String to = i == 39 ? "X0" : "c" + i;
      before.add(new OnnxNode("", "Concat", List.of(from, from), List.of(to), Map.of("axis", 1L)));
      from = to;
    }

    assertRefused(
        "the trees' columns pass through more than 1048576 nodes; must be no more, and no circle");
  }

  @Test
  void refusesOneColumnThatIsTakenVeryOftenBeforeItIsKept() {
    List<String> often = Collections.nCopies(100_000, "c");
    before.add(new OnnxNode("", "Concat", often, List.of("X0"), Map.of("axis", 1L)));
    often = Collections.nCopies(100_000, "X");
    before.add(new OnnxNode("", "Concat", often, List.of("c"), Map.of("axis", 1L)));

    assertRefused(
        "the trees' columns pass through more than 1048576 nodes; must be no more, and no circle");
  }

  @Test
  void refusesTreesThatAreNone() {
    attributes.put("nodes_falsenodeids", new long[] {0, 0, 0});
    assertRefused(
        "tree 0, node 0: the child 0 has another parent already, or is an ancestor; every node"
            + " must have one parent");
  }

  @Test
  void refusesChildrenAndFeaturesThatAreNotThere() {
    attributes.put("nodes_falsenodeids", new long[] {1L << 40, 0, 0});
    assertRefused("tree 0, node 0: a child is node 2147483647; must be 0..2");

    attributes.putAll(stump());
    attributes.put("nodes_featureids", new long[] {-3, 0, 0});
    assertRefused("tree 0, node 0: the feature is -1; must be 0..1");
  }

  @Test
  void refusesListsOfDifferentLengths() {
    attributes.put("nodes_values", new float[] {1.5f});
    assertRefused("nodes_values has 1 entries; must have 3, as nodes_treeids has");

    attributes.putAll(stump());
    attributes.put("target_ids", new long[] {0});
    assertRefused(
        "target_treeids, _nodeids, _ids and _weights have 2, 2, 1 and 2 entries; must have as many"
            + " of each");
  }

  @Test
  void refusesSetsThatReachFarForAFewBytes() {
    int nodes = 80_001;
    long[] ids = new long[nodes];
    long[] no = new long[nodes];
    long[] yes = new long[nodes];
    float[] values = new float[nodes];
    List<String> modes = new ArrayList<>();
    for (int i = 0; i < nodes; i++) {
      boolean split = i < nodes / 2;
      modes.add(split ? "BRANCH_EQ" : "LEAF");
      ids[i] = i;
      yes[i] = split ? nodes - 1 - i : 0;
      no[i] = split ? i + 1 : 0;
      values[i] = 65_535;
    }
    attributes.put("nodes_treeids", new long[nodes]);
    attributes.put("nodes_nodeids", ids);
    attributes.put("nodes_featureids", new long[nodes]);
    attributes.put("nodes_modes", modes);
    attributes.put("nodes_values", values);
    attributes.put("nodes_truenodeids", yes);
    attributes.put("nodes_falsenodeids", no);
    attributes.put("target_nodeids", new long[] {nodes - 1, nodes - 2});

    assertRefused(
        "the sets of categories up to tree 0 reach to 2147483648 categories in all; must be no more:"
            + " number the categories from 0");
  }

  @Test
  void namesTheOperatorThatStandsInTheWay() {
    before.add(node("Scaler", "X0", "X"));
    assertRefused(
        "Scaler stands before the trees; only Cast to float or double, Identity and Concat of"
            + " columns may: convert the model without its preprocessing, or import it with the"
            + " format onnx-runtime");

    before.clear();
    after.add(node("Tanh", "Z", "Y"));
    assertRefused(
        "no output of the graph is made of the trees' scores by Identity, Cast to float or double, ZipMap, Add,"
            + " Mul, Div, Exp, Sigmoid or Softmax alone: \"Z\" comes from Tanh");
  }

  @Test
  void refusesOperatorsThatChangeScoresInOtherWays() {
    String alone =
        "no output of the graph is made of the trees' scores by Identity, Cast to float or double,"
            + " ZipMap, Add, Mul, Div, Exp, Sigmoid or Softmax alone: \"Z\" comes from ";
    after.add(new OnnxNode("", "Cast", List.of("Y"), List.of("Z"), Map.of("to", 7L)));
    assertRefused(alone + "Cast to type 7");

    after.set(0, new OnnxNode("", "Softmax", List.of("Y"), List.of("Z"), Map.of("axis", 0L)));
    assertRefused(alone + "Softmax over axis 0");

    after.set(0, new OnnxNode("com.example", "Exp", List.of("Y"), List.of("Z"), Map.of()));
    assertRefused(alone + "Exp of com.example");

    after.set(0, new OnnxNode("", "Cast", List.of("Y"), List.of("Z"), Map.of("to", 11L)));
    assertThat(ForeignCase.scores(model(), new double[][] {{1.5, 0}}))
        .isEqualTo(new double[][] {{10}});
  }

  @Test
  void refusesTermsAfterASigmoid() {
    attributes.put("post_transform", "LOGISTIC");
    after.add(new OnnxNode("", "Add", List.of("Y", "one"), List.of("Z"), Map.of()));
    constants.put("one", OnnxTensor.doubles(1));

    assertRefused(
        "TreeEnsembleRegressor gives probabilities, which the graph changes; must be given as they"
            + " are");
  }

  @Test
  void namesTheAttributeThatCannotBeRead() {
    attributes.put("aggregate_function", "MAX");
    assertRefused("aggregate_function is MAX; must be SUM or AVERAGE");

    attributes.remove("aggregate_function");
    attributes.put("post_transform", "PROBIT");
    assertRefused("post_transform is PROBIT; must be NONE or, with nothing after it, LOGISTIC");

    attributes.remove("post_transform");
    attributes.put("nodes_modes", List.of("BRANCH_EQ", "LEAF", "LEAF"));
    assertRefused(
        "tree 0, node 0: compares with 1.5; with BRANCH_EQ and BRANCH_NEQ must be a whole number"
            + " 0..65535");

    attributes.put("nodes_modes", List.of("BRANCH_IN", "LEAF", "LEAF"));
    assertRefused(
        "tree 0, node 0: the mode is BRANCH_IN; must be LEAF or BRANCH_ with LEQ, LT, GTE, GT, EQ"
            + " or NEQ");
  }

  @Test
  void refusesTwoClassesWhoseProbabilitiesRuntimesDisagreeOn() {
    classifier();
    attributes.put("post_transform", "LOGISTIC");
    assertRefused(
        "post_transform is LOGISTIC; must be NONE where no weight is negative and they are of one"
            + " class");
  }

  @Test
  void takesTheWeightsOfBothClassesForProbabilitiesOnlyWhereTheyAreShares() {
    classifier();
    attributes.put("class_treeids", new long[4]);
    attributes.put("class_nodeids", new long[] {1, 1, 2, 2});
    attributes.put("class_ids", new long[] {0, 1, 0, 1});
    attributes.put("class_weights", new float[] {0.25f, 0.75f, 1, 0});
    assertThat(ForeignCase.scores(model(), new double[][] {{1.5, 0}, {1.6, 0}}))
        .isEqualTo(new double[][] {{0.75}, {0}});

    attributes.put("class_weights", new float[] {2, 3, 1, 4});
    assertRefused(
        "post_transform is NONE, but the classes' weights in the leaves that a row comes to are 5.0"
            + " in all; must be shares that are 1 in all, or have SOFTMAX");
  }

  @Test
  void readsAFactorAndATermAsLinkedOperators() {
    after.add(new OnnxNode("", "Mul", List.of("Y", "half"), List.of("m"), Map.of()));
    after.add(new OnnxNode("", "Add", List.of("m", "one"), List.of("n"), Map.of()));
    after.add(node("Exp", "e", "n"));
    after.add(new OnnxNode("", "Div", List.of("e", "half"), List.of("Z"), Map.of()));
    constants.put("half", OnnxTensor.doubles(0.5));
    constants.put("one", OnnxTensor.doubles(1));
    attributes.put("base_values", new float[] {-10});

    double[][] scores = ForeignCase.scores(model(), new double[][] {{0, 0}, {2, 0}});

    assertThat(scores[0][0] / (2 * Math.E)).isCloseTo(1, within(1e-12));
    assertThat(scores[1][0] / (2 * Math.exp(6))).isCloseTo(1, within(1e-12));
  }

  private void classifier() {
    op = "TreeEnsembleClassifier";
    scores = "P";
    attributes.put("classlabels_strings", List.of("no", "yes"));
    for (String list : List.of("treeids", "nodeids", "ids", "weights")) {
      attributes.put("class_" + list, attributes.remove("target_" + list));
    }
  }

  private static Map<String, Object> stump() {
    Map<String, Object> stump = new LinkedHashMap<>();
    stump.put("n_targets", 1L);
    stump.put("nodes_treeids", new long[3]);
    stump.put("nodes_nodeids", new long[] {0, 1, 2});
    stump.put("nodes_featureids", new long[3]);
    stump.put("nodes_modes", List.of("BRANCH_LEQ", "LEAF", "LEAF"));
    stump.put("nodes_values", new float[] {1.5f, 0, 0});
    stump.put("nodes_truenodeids", new long[] {1, 0, 0});
    stump.put("nodes_falsenodeids", new long[] {2, 0, 0});
    stump.put("target_treeids", new long[2]);
    stump.put("target_nodeids", new long[] {1, 2});
    stump.put("target_ids", new long[2]);
    stump.put("target_weights", new float[] {10, 20});
    return stump;
  }

  private static OnnxNode node(String op, String output, String input) {
    return new OnnxNode("", op, List.of(input), List.of(output), Map.of());
  }

  private byte[] bytes() {
    List<OnnxNode> nodes = new ArrayList<>(before);
    String input = before.isEmpty() ? "X" : "X0";
    nodes.add(new OnnxNode(OnnxNode.ML, op, List.of(input), List.of("Y", "P"), attributes));
    nodes.addAll(after);
    String output = after.isEmpty() ? scores : "Z";
    return OnnxEncoder.bytes(
        new OnnxModel(
            new OnnxModel.Producer("by-hand", "1"),
            "g",
            nodes,
            constants,
            List.of(OnnxValue.matrix("X", OnnxTensor.Type.FLOAT, 2)),
            List.of(OnnxValue.matrix(output, OnnxTensor.Type.FLOAT, 1)),
            Map.of()));
  }

  private TreeModel model() {
    return (TreeModel)
        ModelImport.read(ImportRequest.of("foreign", "hostile", "y"), bytes(), "test");
  }

  private void assertRefused(String why) {
    assertThatThrownBy(this::model)
        .isInstanceOfSatisfying(
            NightjarException.class, e -> assertThat(e.kind()).isEqualTo(FailureKind.CONFIG))
        .hasMessage("hostile: can't be imported: " + why + ".");
  }
}
