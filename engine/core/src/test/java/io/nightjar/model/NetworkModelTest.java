package io.nightjar.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nightjar.features.design.Precision;
import java.util.List;
import org.junit.jupiter.api.Test;

class NetworkModelTest {
  private static final NetworkModel MODEL = ModelExamples.network();

  @Test
  void takesTheDesignColumnsAndTheLinkOfItsTask() {
    assertThat(MODEL.designNames()).containsExactly("age", "sex=Female", "sex is missing");
    assertThat(MODEL.link()).isEqualTo(Link.LOGIT);
    assertThat(ModelExamples.multiclassNetwork().link()).isEqualTo(Link.SOFTMAX);
    assertThat(ModelExamples.numberNetwork().link()).isEqualTo(Link.IDENTITY);
    assertThat(MODEL.withThreshold(0.25).threshold()).isEqualTo(0.25);
  }

  @Test
  void refusesANetworkOfAnotherShapeOrPrecision() {
    ModelHeader species = ModelExamples.header(Target.multiclass("y", List.of("a", "b", "c")));
    assertThatThrownBy(() -> new NetworkModel(species, MODEL.network(), 0.5))
        .hasMessage("the network has 1 outputs of 3 columns; must have 3 of 3");
    ModelHeader header = MODEL.header();
    ModelHeader precise =
        new ModelHeader(header.target(), header.features(), Precision.DOUBLE, header.provenance());
    assertThatThrownBy(() -> new NetworkModel(precise, MODEL.network(), 0.5))
        .hasMessage("precision is double; must be float for a network");
    assertThatThrownBy(() -> MODEL.withThreshold(2)).hasMessage("threshold is 2.0; must be 0..1");
  }
}
