package io.nightjar.model.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nightjar.kernels.dense.Activation;
import io.nightjar.model.ModelExamples;
import io.nightjar.model.files.format.ModelJson;
import io.nightjar.model.files.format.Tensor;
import io.nightjar.model.network.Network;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NetworkTensorsTest {
  private static final Network NETWORK = ModelExamples.network().network();
  private static final List<Activation> ACTIVATIONS = List.of(Activation.RELU, Activation.IDENTITY);

  @TempDir private Path root;

  @Test
  void namesItsTensorsByLayerAndReadsThemBack() {
    List<Tensor> tensors = NetworkTensors.of(NETWORK);
    assertThat(tensors.stream().map(Tensor::name))
        .containsExactly(
            "input.mean",
            "input.deviation",
            "output.scale",
            "layers.0.weights",
            "layers.0.bias",
            "layers.1.weights",
            "layers.1.bias");
    assertThat(tensors.get(3).shape()).containsExactly(3, 2);
    assertThat(NetworkTensors.network(tensors, ACTIVATIONS)).isEqualTo(NETWORK);
  }

  @Test
  void refusesTensorsThatAreNoNetwork() {
    refuses(without("layers.1.bias"), "tensor layers.1.bias is missing; must be there");
    List<Tensor> more = new ArrayList<>(NetworkTensors.of(NETWORK));
    more.add(Tensor.of("layers.2.bias", new float[] {1}));
    refuses(more, "tensors [layers.2.bias] are no part of a network; must be left out");
    refuses(
        with(Tensor.of("layers.0.weights", new float[6])),
        "tensor layers.0.weights has shape [6]; must be [inputs, outputs]");
    refuses(
        with(Tensor.of("layers.0.weights", List.of(2, 2), new float[4])),
        "layer 0 takes 2 values a row; must take the 3 that come in");
    refuses(
        with(Tensor.of("layers.1.bias", new float[] {Float.NaN})),
        "bias 0 of a layer is NaN; must be finite");
    refuses(
        with(Tensor.of("layers.1.bias", new float[2])),
        "a layer of 2 inputs and 2 outputs has 2 weights; must have 1 or more of each, and inputs"
            + " x outputs weights");
    refuses(
        with(Tensor.of("input.deviation", new double[] {1, -1, 1})),
        "column 1 has mean 0.25 and deviation -1.0; must be finite, the deviation 0 or more");
    refuses(
        with(Tensor.of("output.scale", new double[] {0, 0})),
        "the outputs' scale is mean 0.0 and deviation 0.0; must be finite, the deviation above 0");
  }

  @Test
  void refusesAnOutputLayerThatIsActivatedAndAnActivationThatIsUnknown() throws IOException {
    assertThatThrownBy(
            () ->
                NetworkTensors.network(
                    NetworkTensors.of(NETWORK), List.of(Activation.RELU, Activation.TANH)))
        .hasMessage("the output layer applies TANH; must be IDENTITY");
    ModelDirectory.write(ModelFiles.local(root), ModelExamples.network(), Map.of());
    String json = Files.readString(root.resolve("model.json"));
    assertThat(json)
        .contains("\"kind\" : \"network\"")
        .contains("\"activations\" : [\n    \"relu\",\n    \"identity\"\n  ]");
    ModelDocument document =
        ModelJson.read(
            json.replace("\"relu\"", "\"swish\"").getBytes(java.nio.charset.StandardCharsets.UTF_8),
            ModelDocument.class,
            "model.json");
    assertThatThrownBy(document::layerActivations)
        .hasMessage("an activation is swish; must be identity, relu, tanh or sigmoid");
  }

  private static List<Tensor> without(String name) {
    return NetworkTensors.of(NETWORK).stream().filter(one -> !one.name().equals(name)).toList();
  }

  private static List<Tensor> with(Tensor other) {
    List<Tensor> tensors = new ArrayList<>(without(other.name()));
    tensors.add(other);
    return tensors;
  }

  private static void refuses(List<Tensor> tensors, String message) {
    assertThatThrownBy(() -> NetworkTensors.network(tensors, ACTIVATIONS))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }
}
