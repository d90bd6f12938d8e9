package io.nightjar.model.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nightjar.model.ClusterModel;
import io.nightjar.model.ModelExamples;
import io.nightjar.model.ProjectionModel;
import io.nightjar.model.files.format.Tensor;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class UnlabelledTensorsTest {
  private static final ClusterModel CLUSTERS = ModelExamples.clusters();
  private static final ProjectionModel PROJECTION = ModelExamples.projection();

  @Test
  void readsBackWhatItWrote() {
    assertThat(UnlabelledTensors.clusters(CLUSTERS.header(), UnlabelledTensors.of(CLUSTERS)))
        .isEqualTo(CLUSTERS);
    assertThat(UnlabelledTensors.components(PROJECTION.header(), UnlabelledTensors.of(PROJECTION)))
        .isEqualTo(PROJECTION);
  }

  @Test
  void refusesTensorsThatAreMissingOrTooMany() {
    List<Tensor> clusters = new ArrayList<>(UnlabelledTensors.of(CLUSTERS));
    clusters.add(Tensor.of("radii", new double[] {1}));
    refuses(
        () -> UnlabelledTensors.clusters(CLUSTERS.header(), clusters),
        "tensors [radii] are no part of clusters; must be left out");
    clusters.removeIf(tensor -> tensor.name().equals("weights"));
    refuses(
        () -> UnlabelledTensors.clusters(CLUSTERS.header(), clusters),
        "tensor weights is missing; must be there");
    List<Tensor> components = new ArrayList<>(UnlabelledTensors.of(PROJECTION));
    components.removeIf(tensor -> tensor.name().equals("total_variance"));
    refuses(
        () -> UnlabelledTensors.components(PROJECTION.header(), components),
        "tensor total_variance is missing; must be there");
    components.add(Tensor.of("total_variance", new double[] {4, 4}));
    refuses(
        () -> UnlabelledTensors.components(PROJECTION.header(), components),
        "tensor total_variance has 2 values; must be 1");
  }

  private static void refuses(Runnable reading, String message) {
    assertThatThrownBy(reading::run)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }
}
