package io.nightjar.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nightjar.features.ColumnType;
import io.nightjar.features.InputColumn;
import java.util.List;
import org.junit.jupiter.api.Test;

class LinearModelTest {
  @Test
  void refusesCoefficientsOfAnotherShape() {
    ModelHeader header = ModelExamples.binary().header();
    assertThatThrownBy(() -> LinearModel.of(header, new Coefficients(1, new double[3]), 0.5))
        .hasMessage(
            "coefficients are 1 x (2 + 1); must be 1 x (3 + 1), classes x (design columns +"
                + " intercept)");
    assertThatThrownBy(() -> LinearModel.of(header, new Coefficients(2, new double[8]), 0.5))
        .hasMessage(
            "coefficients are 2 x (3 + 1); must be 1 x (3 + 1), classes x (design columns +"
                + " intercept)");
  }

  @Test
  void refusesAThresholdThatIsNoProbability() {
    LinearModel model = ModelExamples.binary();
    assertThatThrownBy(() -> LinearModel.of(model.header(), model.coefficients(), 1.5))
        .hasMessage("threshold is 1.5; must be 0..1");
    assertThatThrownBy(() -> LinearModel.of(model.header(), model.coefficients(), Double.NaN))
        .hasMessage("threshold is NaN; must be 0..1");
  }

  @Test
  void refusesALinkOfAnotherTask() {
    LinearModel model = ModelExamples.binary();
    assertThatThrownBy(
            () -> new LinearModel(model.header(), Link.SOFTMAX, model.coefficients(), 0.5))
        .hasMessage("link is softmax for a binary target; must be logit");
    LinearModel number = ModelExamples.regression();
    assertThatThrownBy(
            () -> new LinearModel(number.header(), Link.LOGIT, number.coefficients(), 0.5))
        .hasMessage("link is logit for a regression target; must be identity or log");
  }

  @Test
  void refusesOffsetsThatCannotBeAdded() {
    LinearModel number = ModelExamples.counts();
    LinearModel classes = ModelExamples.multiclass();
    InputColumn text = new InputColumn("days", ColumnType.STRING, false);
    assertThatThrownBy(() -> withOffset(number, LinearModel.offset("age")))
        .hasMessage("the offset is age, which is a feature too; must be no feature");
    assertThatThrownBy(() -> withOffset(classes, LinearModel.offset("days")))
        .hasMessage("the offset is days for a multiclass target; must have one margin");
    assertThatThrownBy(() -> withOffset(number, text))
        .hasMessageStartingWith("the offset is InputColumn[name=days, type=STRING")
        .hasMessageEndingWith("; must be a double that is never missing");
    assertThat(ModelExamples.exposedCounts().signature().names())
        .containsExactly("age", "sex", "log_days");
  }

  @Test
  void keepsItsOffsetUnderAnotherHeaderOrThreshold() {
    LinearModel counts = ModelExamples.exposedCounts();
    assertThat(counts.withHeader(counts.header())).isEqualTo(counts);
    assertThat(counts.withThreshold(0.25).offset()).isEqualTo(counts.offset());
  }

  private static LinearModel withOffset(LinearModel model, InputColumn offset) {
    return new LinearModel(model.header(), model.link(), model.coefficients(), offset, 0.5);
  }

  @Test
  void refusesCoefficientsThatAreNotFinite() {
    assertThatThrownBy(() -> new Coefficients(1, new double[] {1, Double.NaN}))
        .hasMessage("coefficient 1 is NaN; must be finite");
    assertThatThrownBy(() -> new Coefficients(2, new double[3]))
        .hasMessage("3 coefficients for 2 classes; must be classes x (d + 1)");
  }

  @Test
  void refusesStandardErrorsThatAreNone() {
    Coefficients coefficients = new Coefficients(1, new double[] {1, 2});
    assertThatThrownBy(() -> coefficients.withStandardErrors(new double[] {1}))
        .hasMessage("1 standard errors for 2 coefficients; must be as many");
    assertThatThrownBy(() -> coefficients.withStandardErrors(new double[] {1, -0.5}))
        .hasMessage("standard error 1 is -0.5; must be finite, 0 or more");
    assertThat(coefficients.withStandardErrors(new double[] {1, 0.5})).isNotEqualTo(coefficients);
  }

  @Test
  void refusesMeansThatAreNone() {
    Coefficients coefficients = new Coefficients(1, new double[] {1, 2});
    assertThatThrownBy(() -> coefficients.withMeans(new double[] {1, 2}))
        .hasMessage("2 means for 1 design columns; must be as many");
    assertThatThrownBy(() -> coefficients.withMeans(new double[] {Double.NaN}))
        .hasMessage("mean 0 is NaN; must be finite");
    Coefficients known = coefficients.withMeans(new double[] {0.5});
    assertThat(known).isNotEqualTo(coefficients);
    assertThat(known.withStandardErrors(new double[] {1, 0.5}).means()).containsExactly(0.5);
  }

  @Test
  void keepsCoefficientsFromChange() {
    double[] values = {1, 2, 3, 4};
    Coefficients coefficients = new Coefficients(2, values);
    values[0] = 9;
    coefficients.toArray()[1] = 9;
    assertThat(coefficients).isEqualTo(new Coefficients(2, new double[] {1, 2, 3, 4}));
    assertThat(coefficients.get(1, 0)).isEqualTo(3);
    assertThat(coefficients.intercept(0)).isEqualTo(2);
    assertThat(coefficients.columns()).isEqualTo(1);
    assertThatThrownBy(() -> coefficients.get(0, 1)).hasMessage("design column is 1; must be 0..0");
  }

  @Test
  void codesLabels() {
    Target target = Target.binary("y", List.of("no", "maybe"), "yes");
    assertThat(target.classes()).containsExactly("not yes", "yes");
    assertThat(target.code("yes")).isEqualTo(1);
    assertThat(target.code("no")).isZero();
    assertThat(target.code("maybe")).isZero();
    assertThat(target.code("YES")).isEqualTo(Target.UNKNOWN);
    assertThat(target.code(null)).isEqualTo(Target.MISSING);
    assertThat(Target.binary("y", List.of("0"), "1").code(1.0)).isEqualTo(1);
    assertThat(Target.multiclass("y", List.of("a", "b", "c")).code("c")).isEqualTo(2);
    assertThat(target.positive()).isEqualTo("yes");
  }

  @Test
  void refusesTargetsWithTheWrongClasses() {
    assertThatThrownBy(() -> Target.multiclass("y", List.of("a")))
        .hasMessage(
            "a multiclass target has classes [a]; must be 2 for binary, 2 or more for multiclass,"
                + " none elsewhere, each once");
    assertThatThrownBy(() -> Target.binary("y", List.of("no", "yes"), "yes"))
        .hasMessage(
            "a binary target has negatives [no, yes] beside classes [not yes, yes]; must be 1 or"
                + " more for binary, without the positive one, none elsewhere");
    assertThatThrownBy(() -> Target.regression("y").positive())
        .hasMessage("the target y is regression; only a binary one has a positive");
  }
}
