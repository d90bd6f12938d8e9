package io.nightjar.model.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nightjar.model.Model;
import io.nightjar.model.exchange.onnx.graph.OnnxEncoder;
import io.nightjar.model.exchange.onnx.graph.OnnxModel;
import io.nightjar.model.exchange.onnx.graph.OnnxNode;
import io.nightjar.model.exchange.onnx.graph.OnnxTensor;
import io.nightjar.model.exchange.onnx.graph.OnnxTensor.Type;
import io.nightjar.model.exchange.onnx.graph.OnnxValue;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** {@code TreeEnsemble} of ai.onnx.ml 5, built to mislead. */
class NewerEnsembleTest {
  private final Map<String, Object> attributes = new HashMap<>();

  /** x0 ≤ 1 ? 10 : (x1 is 3 or 5 ? 20 : 30). */
  NewerEnsembleTest() {
    attributes.put("tree_roots", new long[] {1});
    attributes.put("nodes_modes", bytes(6, 0));
    attributes.put("nodes_featureids", new long[] {1, 0});
    attributes.put("nodes_splits", OnnxTensor.doubles(0, 1));
    attributes.put("nodes_truenodeids", new long[] {1, 0});
    attributes.put("nodes_trueleafs", new long[] {1, 1});
    attributes.put("nodes_falsenodeids", new long[] {2, 0});
    attributes.put("nodes_falseleafs", new long[] {1, 0});
    attributes.put("membership_values", OnnxTensor.doubles(3, 5, Double.NaN));
    attributes.put("leaf_targetids", new long[] {0, 0, 0});
    attributes.put("leaf_weights", OnnxTensor.doubles(10, 20, 30));
  }

  private static OnnxTensor bytes(long... values) {
    return new OnnxTensor(Type.UINT8, List.of((long) values.length), values);
  }

  private Model model() {
    OnnxNode ensemble =
        new OnnxNode(OnnxNode.ML, "TreeEnsemble", List.of("X"), List.of("Y"), attributes);
    OnnxModel graph =
        new OnnxModel(
            new OnnxModel.Producer("hand", "1"),
            "g",
            List.of(ensemble),
            Map.of(),
            List.of(OnnxValue.matrix("X", Type.DOUBLE, 2)),
            List.of(OnnxValue.column("Y", Type.DOUBLE)),
            Map.of());
    return ModelImport.read(
        ImportRequest.of("hostile", "hostile", "label"), OnnxEncoder.bytes(graph), "test");
  }

  private void assertRefused(String why) {
    assertThatThrownBy(this::model).hasMessage("hostile: can't be imported: " + why + ".");
  }

  @Test
  void readsTreesByTheirRootsAndSetsByTheirValues() {
    double[][] rows = {{0, 3}, {2, 3}, {2, 5}, {2, 4}, {Double.NaN, Double.NaN}};

    assertThat(ForeignCase.scores(model(), rows))
        .isEqualTo(new double[][] {{10}, {20}, {20}, {30}, {30}});

    attributes.put("nodes_missing_value_tracks_true", new long[] {1, 0});
    assertThat(ForeignCase.scores(model(), rows)[4]).containsExactly(20);
  }

  @Test
  void refusesNodesWithTwoParentsAndCircles() {
    attributes.put("nodes_falseleafs", new long[] {0, 0});
    attributes.put("nodes_falsenodeids", new long[] {1, 0});
    assertRefused("node 1 has another parent already; every node must have one parent");

    attributes.put("tree_roots", new long[] {1, 1});
    assertRefused("node 1 has another parent already; every node must have one parent");
  }

  @Test
  void refusesChildrenThatAreNotThere() {
    attributes.put("nodes_falsenodeids", new long[] {3, 0});
    assertRefused("tree 0 goes on to the leaf 3; must be 0..2");

    attributes.put("tree_roots", new long[] {-1});
    assertRefused("tree 0 goes on to the node -1; must be 0..1");
  }

  @Test
  void refusesListsThatDoNotFit() {
    attributes.put("leaf_weights", OnnxTensor.doubles(1, 2));
    assertRefused("leaf_weights has 2 entries; must have 3");

    attributes.put("nodes_featureids", new long[] {1});
    assertRefused("nodes_featureids has 1 entries; must have 2");

    attributes.put("membership_values", OnnxTensor.doubles(Double.NaN));
    assertRefused("node 0 is one of no values of membership_values; must have some");

    attributes.put("nodes_modes", bytes(7, 0));
    assertRefused("nodes_modes has 7; must be 0..6");

    attributes.put("nodes_modes", List.of("BRANCH_LEQ"));
    assertRefused("nodes_modes is no tensor of bytes; must be one");
  }

  @Test
  void refusesTransformsAndAggregatesThatAreNoSums() {
    attributes.put("post_transform", 2L);
    assertRefused(
        "post_transform is 2, which runtimes read differently; must be 0 (NONE): put Softmax or"
            + " Sigmoid behind the trees");

    attributes.remove("post_transform");
    attributes.put("aggregate_function", 3L);
    assertRefused("aggregate_function is MAX; must be SUM or AVERAGE");

    attributes.put("aggregate_function", 9L);
    assertRefused("aggregate_function is 9; must be 0 (AVERAGE) or 1 (SUM)");
  }
}
