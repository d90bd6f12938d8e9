package io.nightjar.model.exchange.onnx.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

/** Files as another runtime would be given them, field by field. */
class GraphScanTest {
  private static final String ELSEWHERE =
      "the tensor \"w\" lies in another file; must stand in the model itself";

  /** {@code data_location} alone, and {@code external_data} alone. */
  private static OnnxMessage tensor(int field) {
    OnnxMessage tensor = new OnnxMessage().text(8, "w");
    return field == 14
        ? tensor.whole(14, 1)
        : tensor.message(13, new OnnxMessage().text(1, "location").text(2, "/etc/passwd"));
  }

  private static byte[] file(OnnxMessage graph) {
    return new OnnxMessage().message(7, graph).toBytes();
  }

  private static OnnxMessage node(OnnxMessage attribute) {
    return new OnnxMessage().text(4, "If").message(5, attribute);
  }

  private static OnnxMessage operator(String domain, String op) {
    return new OnnxMessage().text(4, op).text(7, domain);
  }

  private static void assertRefused(byte[] file, String why) {
    assertThatThrownBy(() -> GraphScan.of(file))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(why);
  }

  @Test
  void refusesTensorsInOtherFilesWhereverTheyStand() {
    for (int field : new int[] {13, 14}) {
      OnnxMessage tensor = tensor(field);
      OnnxMessage sparse = new OnnxMessage().message(1, tensor);
      OnnxMessage inner = new OnnxMessage().message(5, tensor);
      assertRefused(file(inner), ELSEWHERE);
      assertRefused(file(new OnnxMessage().message(15, sparse)), ELSEWHERE);
      for (int attribute : new int[] {5, 10}) {
        assertRefused(
            file(new OnnxMessage().message(1, node(new OnnxMessage().message(attribute, tensor)))),
            ELSEWHERE);
      }
      for (int attribute : new int[] {22, 23}) {
        assertRefused(
            file(new OnnxMessage().message(1, node(new OnnxMessage().message(attribute, sparse)))),
            ELSEWHERE);
      }
      for (int attribute : new int[] {6, 11}) {
        assertRefused(
            file(new OnnxMessage().message(1, node(new OnnxMessage().message(attribute, inner)))),
            ELSEWHERE);
      }
      OnnxMessage function =
          new OnnxMessage().message(7, node(new OnnxMessage().message(5, tensor)));
      assertRefused(new OnnxMessage().message(25, function).toBytes(), ELSEWHERE);
    }
  }

  @Test
  void looksIntoSubgraphsForOperators() {
    OnnxMessage inner = new OnnxMessage().message(1, operator("own", "Any"));

    assertRefused(
        file(new OnnxMessage().message(1, node(new OnnxMessage().message(6, inner)))),
        "the operator Any is of the domain own; must be ONNX's own (ai.onnx, ai.onnx.ml): convert"
            + " the model without it");
  }

  @Test
  void takesFunctionsThatTheFileDefinesButForReservedNames() {
    assertThat(GraphScan.of(calling("pkg.torch", "aten_add")).inputs()).isEmpty();

    assertRefused(
        calling("com.microsoft.nchwc", "Conv"),
        "the operator Conv is of the domain com.microsoft.nchwc; must be ONNX's own (ai.onnx,"
            + " ai.onnx.ml): convert the model without it");
  }

  private static byte[] calling(String domain, String op) {
    return new OnnxMessage()
        .message(7, new OnnxMessage().message(1, operator(domain, op)))
        .message(25, new OnnxMessage().text(1, op).text(10, domain))
        .toBytes();
  }

  @Test
  void refusesGraphsThatLieInGraphsVeryDeep() {
    OnnxMessage graph = new OnnxMessage();
    for (int depth = 0; depth < 17; depth++) {
      graph = new OnnxMessage().message(1, node(new OnnxMessage().message(6, graph)));
    }
    assertRefused(file(graph), "graphs lie in graphs more than 16 deep; must be no deeper");
  }

  @Test
  void refusesGraphsForTraining() {
    assertRefused(
        new OnnxMessage().message(20, new OnnxMessage()).toBytes(),
        "the file holds graphs for training; export the model for inference");
  }

  @Test
  void collectsTextsAndClasses() {
    OnnxMessage texts = new OnnxMessage().whole(2, 8).text(6, "a").text(6, "b").text(8, "c");
    OnnxMessage classes =
        new OnnxMessage().text(1, "classlabels_strings").text(9, "no").text(9, "yes");
    OnnxMessage maps =
        new OnnxMessage()
            .text(1, "p")
            .text(2, "m")
            .text(4, "ZipMap")
            .message(5, classes)
            .text(7, OnnxNode.ML);

    GraphScan scan = GraphScan.of(file(new OnnxMessage().message(5, texts).message(1, maps)));

    assertThat(scan.texts()).containsExactly("a", "b", "no", "yes");
    assertThat(scan.classes()).containsExactly(java.util.List.of("no", "yes"));
    assertThat(scan.maps()).containsExactly(new GraphScan.MapsOf("m", "p"));
  }
}
