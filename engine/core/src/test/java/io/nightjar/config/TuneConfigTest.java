package io.nightjar.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.nightjar.NightjarException;
import io.nightjar.config.model.ModelConfig.Gbt;
import io.nightjar.config.tune.FoldsConfig;
import io.nightjar.config.tune.HalvingConfig.Budget;
import io.nightjar.config.tune.Range.Interval;
import io.nightjar.config.tune.Range.Listed;
import io.nightjar.config.tune.Range.Scale;
import io.nightjar.config.tune.TuneConfig;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TuneConfigTest {
  private static final String JOB =
      """
      name = churn
      data { source = "churn.parquet", label = left, id = id, positive = yes }
      model { type = gbt, trees = 50 }
      """;

  @Test
  void readsRangesWhetherTheirNamesAreQuotedOrNot() {
    String quoted =
        "\"model.depth\" = [4, 6], \"model.learning-rate\" { min = 0.01, max = 1, scale = log }";
    String nested = "model { depth = [4, 6], learning-rate { min = 0.01, max = 1, scale = log } }";

    assertThat(tune("metric = auc, ranges { " + quoted + " }").ranges())
        .isEqualTo(tune("metric = auc, ranges { " + nested + " }").ranges())
        .containsExactly(
            new Listed("model.depth", List.of("4", "6")),
            new Interval("model.learning-rate", 0.01, 1, Scale.LOG, false));
  }

  @Test
  void takesWholeNumbersWhereTheSettingDoes() {
    assertThat(tune("metric = auc, ranges { model.trees { min = 10, max = 90 } }").ranges())
        .containsExactly(new Interval("model.trees", 10, 90, Scale.LINEAR, true));
    assertThat(tune("metric = auc, ranges { model.gamma { min = 0, max = 9 } }").ranges())
        .containsExactly(new Interval("model.gamma", 0, 9, Scale.LINEAR, false));
  }

  @Test
  void hasDefaultsThatHangOnTheJob() {
    TuneConfig tune = tune("metric = log-loss, ranges { model.depth = [4] }");

    assertThat(tune.method()).isEqualTo(TuneConfig.Method.RANDOM);
    assertThat(tune.metric()).isEqualTo("log_loss");
    assertThat(tune.seed()).isEqualTo(42);
    assertThat(tune.folds()).isEqualTo(new FoldsConfig(FoldsConfig.By.HASH, Optional.of("id"), 5));
    assertThat(tune.halving().budget()).isEqualTo(Budget.TREES);
    JobConfig grouped =
        parse(
            JOB
                + "data.group = firm, split.by = group\n"
                + block("metric = auc, ranges { model.depth = [4] }"));
    assertThat(grouped.requireTune().folds())
        .isEqualTo(new FoldsConfig(FoldsConfig.By.GROUP, Optional.of("firm"), 5));
    JobConfig timed =
        parse(
            JOB
                + "data.time = day, split.by = time\n"
                + block("metric = auc, ranges { model.depth = [4] }"));
    assertThat(timed.requireTune().folds())
        .isEqualTo(new FoldsConfig(FoldsConfig.By.TIME, Optional.of("day"), 5));
  }

  @Test
  void aChangedJobIsTheOneThatSetGives() {
    String text =
        JOB
            + "vars.d = 3\nmodel.depth = ${vars.d}\n"
            + block("metric = auc, ranges { model.depth = [4] }");
    JobConfig changed = parse(text).with(List.of("model.depth=4", "model.learning-rate=1.0E-2"));
    JobConfig set =
        JobConfig.parse(
            "job.conf", text, List.of("model.depth=4", "model.learning-rate=0.01"), Map.of());

    Gbt model = (Gbt) changed.model();
    assertThat(model.growth().depth()).isEqualTo(4);
    assertThat(model.learningRate()).isEqualTo(0.01);
    assertThat(changed.model()).isEqualTo(set.model());
    assertThat(parse(text).with(List.of("vars.d=7")).model())
        .isEqualTo(JobConfig.parse("job.conf", text, List.of("vars.d=7"), Map.of()).model());
  }

  @Test
  void aChangeThatIsWrongSaysSo() {
    JobConfig job = parse(JOB);

    NightjarException e =
        catchThrowableOfType(
            NightjarException.class, () -> job.with(List.of("model.depth=99", "model.dept=1")));

    assertThat(e.problems())
        .extracting(p -> p.text())
        .containsExactly(
            "--set model.dept: model.dept is not a setting; did you mean model.depth?",
            "--set model.depth: model.depth is 99; must be a whole number, 1..30.");
  }

  @Test
  void aJobWithoutASearchSaysWhatItNeeds() {
    assertThat(catchThrowableOfType(NightjarException.class, parse(JOB)::requireTune))
        .hasMessage(
            "job.conf: tune is missing; give it at least tune { metric = …, ranges { … } }.");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "metrc = auc, ranges { model.depth = [4] }"
            + "| tune.metric is missing; it is the metric that trials are compared by, its mean over the folds, such as log-loss."
            + "& tune.metrc is not a setting; did you mean tune.metric?",
        "metric = acu, ranges { model.depth = [4] } | tune.metric names no metric; did you mean auc?",
        "metric = auc | tune.ranges is missing; it is the values to try by setting, of model and features: a list, or min, max, scale (linear or log) and steps, the number of values between them that are tried (grid needs it).",
        "metric = auc, ranges {} | tune.ranges has nothing to try; give it a setting and its values.",
        "metric = auc, ranges { model.depth = [] } | tune.ranges.model.depth is an empty list; give it a value to try.",
        "metric = auc, ranges { model.depth = 4 } | tune.ranges.model.depth is 4; must be a list such as [1, 2], each once, or a block such as { min = 1, max = 2 }.",
        "metric = auc, ranges { model.dept = [4, 5] } | tune.ranges.model.dept: model.dept is not a setting; did you mean model.depth?",
        "metric = auc, ranges { model.depth = [4, 99], model.trees = [0] }"
            + "| tune.ranges.model.depth has 99: model.depth is 99; must be a whole number, 1..30."
            + "& tune.ranges.model.trees: model.trees is 0; must be a whole number, 1..100000.",
        "metric = auc, ranges { model.learning-rate { min = 0.1, max = 3 } } | tune.ranges.model.learning-rate has 3: model.learning-rate is 3; must be a number greater than 0, 1 at most.",
        "metric = auc, ranges { model.quantile = [0.5] } | tune.ranges.model.quantile: model.quantile does not apply to model.objective = auto; remove it, or set objective = quantile.",
        "metric = auc, ranges { model.learning-rate { min = 0.3, max = 0.1 } } | tune.ranges.model.learning-rate.min is 0.3, above max, 0.1; swap them.",
        "metric = auc, ranges { model.gamma { min = 0, max = 1, scale = log } } | tune.ranges.model.gamma.min is 0.0, but scale is log; must be a number greater than 0.",
        "metric = auc, ranges { model.depth { min = 1.5, max = 3 } } | tune.ranges.model.depth.min is 1.5, but model.depth is a whole number; give one without a point.",
        "metric = auc, ranges { model.depth { max = 3 } } | tune.ranges.model.depth has no min; give it min and max, or a list of values.",
        "metric = auc, ranges { model.depth { min = 1, max = 3, stepz = 2 } } | tune.ranges.model.depth.stepz is not a setting; did you mean steps?",
        "metric = auc, ranges { model.depth { min = 1, max = 3, scale = cubic } } | tune.ranges.model.depth.scale is cubic; must be linear or log.",
        "metric = auc, ranges { model.depth = [4], \"model.depth\" = [5] } | tune.ranges.model.depth is there twice, as one quoted name and as several; drop one.",
        "metric = auc, ranges { seed = [1, 2] } | tune.ranges.seed is no setting of the model or its features, which alone can be tried.",
        "metric = auc, ranges { model.type = [gbt, forest] } | tune.ranges.model.type can't be tried: its settings hang on it; tune one model at a time.",
        "metric = auc, ranges { model.checkpoint-rounds = [5] } | tune.ranges.model.checkpoint-rounds changes no model; drop it.",
        "metric = auc, method = grid, trials = 5, ranges { model.gamma { min = 0, max = 1 } }"
            + "| tune.trials is for drawn combinations, but tune.method is grid, which tries every one; drop it."
            + "& tune.ranges.model.gamma has no steps, but tune.method is grid; give it steps = 5, a list, or take random.",
        "metric = auc, method = grid, ranges { model.trees { min = 1, max = 999, steps = 999 }, model.depth { min = 1, max = 11, steps = 11 } } | tune.ranges have 10989 combinations; a grid has at most 10000: give fewer values, or take random.",
        "metric = auc, halving.factor = 2, ranges { model.depth = [4] } | tune.halving is for tune.method = successive-halving, but tune.method is random; drop one.",
        "metric = auc, folds.by = time, ranges { model.depth = [4] } | tune.folds.by is time, but neither tune.folds.column nor data.time names a column; name it.",
        "metric = auc, folds { by = group, count = 1 }, ranges { model.depth = [4] }"
            + "| tune.folds.by is group, but neither tune.folds.column nor data.group names a column; name it."
            + "& tune.folds.count is 1; must be a whole number, 2..100.",
        "metric = auc, parallelism = 0, ranges { model.depth = [4] } | tune.parallelism is 0; must be a whole number, 1..256.",
      })
  void refuses(String block, String problems) {
    NightjarException e =
        catchThrowableOfType(NightjarException.class, () -> parse(JOB + block(block)));

    assertThat(e).as(block).isNotNull();
    assertThat(e.problems())
        .extracting(p -> p.where() + ": " + p.message())
        .containsExactlyInAnyOrderElementsOf(
            List.of(problems.split("&")).stream().map(p -> "job.conf:4: " + p.strip()).toList());
  }

  @Test
  void aSettingMayHangOnAnotherThatIsTried() {
    String ranges =
        "metric = rmse, ranges { model.objective = [squared, huber], model.huber-delta = [1, 2] }";
    String job =
        "name = a\ndata { source = a, label = b }\nmodel { type = gbt, objective = squared }\n";

    assertThat(parse(job + block(ranges)).requireTune().ranges()).hasSize(2);
    assertThat(problems(job + block(ranges.replace("[squared, huber]", "[squared, absolute]"))))
        .hasSize(1)
        .allSatisfy(
            p ->
                assertThat(p)
                    .contains("tune.ranges.model.huber-delta: model.huber-delta does not apply"));
  }

  @Test
  void foldsMayNotPartTheGroupsOfTheSplit() {
    String job = JOB + "data.group = firm, split.by = group\n";

    assertThat(problems(job + block("metric = auc, folds.by = hash, ranges { model.depth = [4] }")))
        .containsExactly(
            "job.conf:5: tune.folds.by is hash (of id), which may part the rows of one data.group; must"
                + " be group (of firm), or drop data.group.");
  }

  @Test
  void trialsAreNotGrownUponAVersion() {
    String why =
        "model.warm-start is set, but a search compares models that are grown from the start; drop"
            + " it, or the tune block.";

    assertThat(
            problems(
                JOB
                    + "model.warm-start = \"churn@7\"\n"
                    + block("metric = auc, ranges { model.depth = [4, 6] }")))
        .containsExactly("job.conf:4: " + why);
    assertThat(
            problems(JOB + block("metric = auc, ranges { model.warm-start = [\"a@1\", \"a@2\"] }")))
        .containsExactly("job.conf:4: tune.ranges.model.warm-start: " + why);
  }

  @Test
  void treesAreNoBudgetOfALinearModel() {
    String job = "name = churn\ndata { source = a, label = b }\nmodel { type = logistic }\n";
    String block =
        "metric = auc, method = successive-halving, halving.budget = trees, ranges { model.lambda = [0, 1] }";

    assertThat(problems(job + block(block)))
        .containsExactly(
            "job.conf:4: tune.halving.budget is trees, but model.type is logistic; must be rows.");
  }

  private static String block(String text) {
    return "tune { " + text + " }\n";
  }

  private static TuneConfig tune(String text) {
    return parse(JOB + block(text)).requireTune();
  }

  private static JobConfig parse(String text) {
    return JobConfig.parse("job.conf", text, List.of(), Map.of());
  }

  private static List<String> problems(String text) {
    NightjarException e = catchThrowableOfType(NightjarException.class, () -> parse(text));
    return e.problems().stream().map(p -> p.text()).toList();
  }
}
