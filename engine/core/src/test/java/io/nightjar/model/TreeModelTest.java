package io.nightjar.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nightjar.features.design.Precision;
import java.util.List;
import org.junit.jupiter.api.Test;

class TreeModelTest {
  private static final TreeModel MODEL = ModelExamples.trees();

  @Test
  void namesTheColumnsThatItsTreesSplitOn() {
    assertThat(MODEL.designNames()).containsExactly("age", "sex");
    assertThat(MODEL.signature().names()).containsExactly("age", "sex");
  }

  @Test
  void refusesAnEnsembleOfAnotherShape() {
    ModelHeader species = ModelExamples.header(Target.multiclass("y", List.of("a", "b", "c")));
    assertThatThrownBy(() -> new TreeModel(species, Link.SOFTMAX, MODEL.ensemble(), List.of(), 0.5))
        .hasMessage("the ensemble has 1 outputs of 2 columns; must have 3 of 2");
  }

  @Test
  void refusesALinkOfAnotherTask() {
    assertThatThrownBy(
            () -> new TreeModel(MODEL.header(), Link.LOG, MODEL.ensemble(), List.of(), 0.5))
        .hasMessage("link is log for a binary target; must be identity or logit");
    ModelHeader number = ModelExamples.header(Target.regression("y"));
    assertThatThrownBy(() -> new TreeModel(number, Link.LOGIT, MODEL.ensemble(), List.of(), 0.5))
        .hasMessage("link is logit for a regression target; must be identity or log");
  }

  @Test
  void refusesImportanceOfAColumnThatItHasNot() {
    Importance age = new Importance("age", 1, 1, 1);
    assertThatThrownBy(() -> model(List.of(age, age)))
        .hasMessage("importance is told of age; must be of the columns [age, sex], once each");
    assertThatThrownBy(() -> model(List.of(new Importance("pay", 1, 1, 1))))
        .hasMessage("importance is told of pay; must be of the columns [age, sex], once each");
    assertThatThrownBy(() -> new Importance("age", Double.NaN, 1, 1))
        .hasMessage("age has gain NaN, cover 1.0 and 1 splits; must be finite and 0 or more");
  }

  @Test
  void refusesAThresholdThatIsNoProbabilityAndAnotherPrecision() {
    assertThatThrownBy(() -> MODEL.withThreshold(1.5)).hasMessage("threshold is 1.5; must be 0..1");
    ModelHeader header = MODEL.header();
    ModelHeader precise =
        new ModelHeader(header.target(), header.features(), Precision.DOUBLE, header.provenance());
    assertThatThrownBy(() -> new TreeModel(precise, Link.LOGIT, MODEL.ensemble(), List.of(), 0.5))
        .hasMessage("precision is double; must be float for trees");
  }

  @Test
  void movesItsThresholdAlone() {
    TreeModel strict = MODEL.withThreshold(0.75);
    assertThat(strict.threshold()).isEqualTo(0.75);
    assertThat(strict.ensemble()).isSameAs(MODEL.ensemble());
    assertThat(strict.header()).isEqualTo(MODEL.header());
  }

  private static TreeModel model(List<Importance> importance) {
    return new TreeModel(MODEL.header(), MODEL.link(), MODEL.ensemble(), importance, 0.5);
  }
}
