package io.nightjar.spark.train.trees;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.nightjar.FailureKind;
import io.nightjar.NightjarException;
import io.nightjar.config.JobConfig;
import io.nightjar.spark.SparkFixture;
import io.nightjar.spark.train.TrainingRuns;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class TreeTrainingTest {
  private static final int ROWS = 1500;

  @BeforeAll
  static void makeTable() {
    StructType schema =
        new StructType()
            .add("x", DataTypes.DoubleType)
            .add("noise", DataTypes.DoubleType)
            .add("y", DataTypes.StringType)
            .add("huge", DataTypes.DoubleType);
    Random random = new Random(31);
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < ROWS; i++) {
      double x = random.nextGaussian();
      boolean yes = x + random.nextGaussian() / 2 > 0.5;
      rows.add(RowFactory.create(x, random.nextGaussian(), yes ? "yes" : "no", x * 1e40));
    }
    SparkFixture.session().createDataFrame(rows, schema).createOrReplaceTempView("made_trees");
  }

  private static JobConfig config(String data, String validation, String model) {
    return TrainingRuns.parse(
        """
        name = made
        data { source = made_trees, %s }
        split { by = content, validation = %s, test = 0 }
        features { columns = [x, noise] }
        model { %s }
        """
            .formatted(data, validation, model));
  }

  @Test
  void stopsWhenTheValidationLossNoLongerFalls() {
    JobConfig job =
        config(
            "label = y, positive = \"yes\"",
            "0.3",
            "type = gbt, trees = 400, learning-rate = 0.3, early-stopping-rounds = 5");
    TreeFit fit = FittedTrees.of(job).fit();
    int best = Integer.parseInt(fit.facts().get("best-round"));
    assertThat(fit.facts().get("rounds-grown")).isEqualTo(Integer.toString(best + 5));
    assertThat(fit.ensemble().trees()).isEqualTo(best).isLessThan(100);
    assertThat(fit.facts()).containsEntry("validation-metric", "log_loss");
    assertThat(fit.importance().get(0).column()).isEqualTo("x");
    assertThat(fit.warnings()).isEmpty();
  }

  @Test
  void stopsByTheMetricThatIsAskedFor() {
    String data = "label = y, positive = \"yes\"";
    String model = "type = gbt, trees = 400, learning-rate = 0.3, early-stopping-rounds = 5";
    FittedTrees trees =
        FittedTrees.of(config(data, "0.3", model + ", early-stopping-metric = auc"));
    TreeFit fit = trees.fit();
    int best = Integer.parseInt(fit.facts().get("best-round"));
    assertThat(fit.facts().get("rounds-grown")).isEqualTo(Integer.toString(best + 5));
    assertThat(fit.facts())
        .containsEntry("validation-metric", "auc")
        .doesNotContainKey("validation-loss");
    FittedTrees.Rows rows = trees.rows(trees.split().validation().rows());
    assertThat(Double.parseDouble(fit.facts().get("validation-value")))
        .isCloseTo(FittedTrees.auc(trees.margins(rows)[0], rows.labels()), within(1e-12));
  }

  @Test
  void refusesAMetricThatTheLabelsTaskLacks() {
    JobConfig job =
        config(
            "label = y, positive = \"yes\"",
            "0.3",
            "type = gbt, early-stopping-rounds = 5, early-stopping-metric = f1-macro");
    assertThatThrownBy(() -> FittedTrees.of(job))
        .isInstanceOfSatisfying(
            NightjarException.class, e -> assertThat(e.kind()).isEqualTo(FailureKind.CONFIG))
        .hasMessageContaining("model.early-stopping-metric: is f1-macro, but the label makes the")
        .hasMessageContaining("task binary; must be one of auc, auc_pr, log_loss, brier, ece");
  }

  @Test
  void warnsWhereItHadTooFewRoundsOrNothingToSplit() {
    String label = "label = y, positive = \"yes\"";
    JobConfig few = config(label, "0.3", "type = gbt, trees = 3, early-stopping-rounds = 5");
    assertThat(FittedTrees.of(few).fit().warnings())
        .containsExactly(
            "the last of 3 rounds was the best on the validation rows; more model.trees may do better");
    JobConfig costly = config(label, "0", "type = gbt, trees = 3, gamma = 1e9");
    assertThat(FittedTrees.of(costly).fit().warnings())
        .containsExactly(
            "no tree found a split that gains anything: the model predicts the same for every row;"
                + " look at the features, model.gamma and model.min-child-weight");
  }

  @Test
  void refusesGradientsBeyondFloats() {
    JobConfig job = config("label = huge", "0", "type = gbt");
    assertThatThrownBy(() -> FittedTrees.of(job))
        .isInstanceOfSatisfying(
            NightjarException.class, e -> assertThat(e.kind()).isEqualTo(FailureKind.DATA))
        .hasMessage(
            "the gradients of round 1 are beyond 3.4e38; give labels or weights a smaller unit, or"
                + " model.learning-rate a smaller value");
  }
}
