package io.nightjar.spark.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nightjar.config.JobConfig;
import io.nightjar.model.Target;
import io.nightjar.spark.data.contract.LabelCheck;
import io.nightjar.spark.data.contract.LabelFacts;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class TargetsTest {
  private static final LabelFacts TWO =
      new LabelFacts(9, new TreeMap<>(Map.of("no", 4L, "yes", 5L)), 0, 0);
  private static final LabelFacts THREE =
      new LabelFacts(9, new TreeMap<>(Map.of("a", 3L, "b", 3L, "c", 3L)), 0, 0);

  @Test
  void leavesItToTheLabelsWhereTheObjectiveIsAuto() {
    assertThat(Targets.kind(config("type = gbt").model())).isEqualTo(LabelCheck.Kind.OPEN);
    assertThat(Targets.kind(config("type = gbt, objective = gamma").model()))
        .isEqualTo(LabelCheck.Kind.NUMBER);
    assertThat(Targets.kind(config("type = forest, objective = multiclass").model()))
        .isEqualTo(LabelCheck.Kind.CLASSES);
    assertThat(target("type = gbt", TWO)).isEqualTo(Target.binary("y", List.of("no"), "yes"));
    assertThat(target("type = gbt", THREE))
        .isEqualTo(Target.multiclass("y", List.of("a", "b", "c")));
    assertThat(target("type = gbt", numbers(-1))).isEqualTo(Target.regression("y"));
  }

  @Test
  void takesTwoClassesAsSeveralWhereTheObjectiveSaysSo() {
    assertThat(target("type = gbt, objective = multiclass", TWO))
        .isEqualTo(Target.multiclass("y", List.of("no", "yes")));
  }

  @Test
  void refusesMoreThanTwoClassesForABinaryObjective() {
    assertThatThrownBy(() -> target("type = gbt, objective = binary", THREE))
        .hasMessage(
            "y: has 3 values, but model.objective is binary; name the positive one in"
                + " data.positive, or use objective = multiclass");
    assertThatThrownBy(() -> target("type = logistic, family = binary", THREE))
        .hasMessage(
            "y: has 3 values, but model.family is binary; name the positive one in data.positive,"
                + " or use family = multinomial");
  }

  @Test
  void refusesLabelsThatTheObjectiveHasNoLossFor() {
    assertThat(target("type = gbt, objective = poisson", numbers(0)))
        .isEqualTo(Target.regression("y"));
    assertThatThrownBy(() -> target("type = gbt, objective = poisson", numbers(-3)))
        .hasMessage(
            "y: is -3.0 in at least one row; model.objective = poisson takes numbers of 0 or more:"
                + " mend them, leave them out with data.where, or take squared");
    assertThatThrownBy(() -> target("type = gbt, objective = gamma", numbers(0)))
        .hasMessage(
            "y: is 0.0 in at least one row; model.objective = gamma takes numbers above 0: mend"
                + " them, leave them out with data.where, or take squared");
  }

  @Test
  void refusesToWeighAPositiveClassThatIsNotThere() {
    assertThatThrownBy(() -> target("type = gbt, scale-pos-weight = 2", THREE))
        .hasMessage(
            "y: is a multiclass target, but model.scale-pos-weight is for two classes; drop it");
    assertThatThrownBy(() -> target("type = gbt, scale-pos-weight = 2", numbers(0)))
        .hasMessage(
            "y: is a regression target, but model.scale-pos-weight is for two classes; drop it");
  }

  @Test
  void refusesAThresholdThatWouldPartNothing() {
    assertThatThrownBy(() -> target("type = forest, threshold = 0.3", THREE))
        .hasMessage("y: is a multiclass target, but model.threshold is for two classes; drop it");
    assertThatThrownBy(() -> target("type = mlp, threshold = 0.3", THREE))
        .hasMessage("y: is a multiclass target, but model.threshold is for two classes; drop it");
    String file = "type = import, path = m.ubj, format = xgboost, threshold = 0.3";
    assertThatThrownBy(() -> target(file, THREE))
        .hasMessage("y: is a multiclass target, but model.threshold is for two classes; drop it");
    assertThatThrownBy(() -> target(file, numbers(0)))
        .hasMessage("y: is a regression target, but model.threshold is for two classes; drop it");
    assertThat(target(file, TWO).positive()).isEqualTo("yes");
    assertThat(target("type = forest, threshold = 0.3", TWO).positive()).isEqualTo("yes");
  }

  private static LabelFacts numbers(double min) {
    return new LabelFacts(9, new TreeMap<>(), min, 10);
  }

  private static Target target(String model, LabelFacts labels) {
    JobConfig config = config(model);
    return Targets.of(config.model(), config.data(), labels);
  }

  private static JobConfig config(String model) {
    return TrainingRuns.parse(
        "name = t\ndata { source = t, label = y }\nmodel { " + model + " }\n");
  }
}
