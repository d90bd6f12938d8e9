package io.nightjar.spark.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.nightjar.config.ScoreConfig;
import io.nightjar.config.output.OutputColumn;
import io.nightjar.kernels.Kernels;
import io.nightjar.kernels.backend.BackendPreference;
import io.nightjar.kernels.backend.KernelUse;
import io.nightjar.model.Model;
import io.nightjar.model.Task;
import io.nightjar.scorer.Scorer;
import io.nightjar.spark.SparkFixture;
import io.nightjar.spark.data.contract.RowRules;
import io.nightjar.spark.score.shadow.Agreement;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Models that score beside the champion: its own scores, theirs, and how they compare. */
class ChallengersTest {
  private static final List<Row> ROWS = MadeNight.ROWS;
  private static final Kernels SCALAR = Kernels.of(BackendPreference.SCALAR);

  private static final List<OutputColumn> ALL = List.of(OutputColumn.values());

  @TempDir Path temp;
  private MadeNight night;

  @BeforeEach
  void open() {
    night = new MadeNight(temp);
  }

  @ParameterizedTest
  @EnumSource(names = {"BINARY", "MULTICLASS", "REGRESSION"})
  void leavesTheChampionsBitsAsTheyAreBesideChallengers(Task task) {
    ScoreConfig config = night.config(ALL, ScoreBench.NAMES, 2);
    Model champion = ScoreBench.trees(task);
    night.run(config, ScoreBench.model(config, champion, Map.of()), RowRules.none(), 3);
    Map<Long, Row> alone = night.scores();
    List<String> own = List.of(alone.values().iterator().next().schema().fieldNames());
    Map<String, Model> others =
        Map.of("linear", ScoreBench.model(task), "trees", ScoreBench.trees(task));
    night.run(config, ScoreBench.model(config, champion, others), RowRules.none(), 4);
    Map<Long, Row> beside = night.scores();

    assertThat(beside.keySet()).isEqualTo(alone.keySet());
    for (String name : own) {
      if (!List.of("run_id", "scored_at").contains(name)) {
        alone.forEach(
            (id, row) ->
                assertThat(beside.get(id).<Object>getAs(name))
                    .as(name)
                    .isEqualTo(row.<Object>getAs(name)));
      }
    }
    Scorer linear = Scorer.of(ScoreBench.model(task), SCALAR);
    String column = task == Task.REGRESSION ? "linear_prediction" : "linear_probability";
    beside.forEach(
        (id, row) -> {
          var score = linear.score(ScoreBench.values(ROWS.get(id.intValue())));
          Object expected =
              task == Task.MULTICLASS ? score.probabilities() : (Object) score.prediction();
          Object found =
              task == Task.MULTICLASS
                  ? row.<Double>getList(row.fieldIndex(column))
                  : row.getAs(column);
          assertThat(found).isEqualTo(expected);
        });
  }

  @Test
  void encodesOnceForModelsOfTheSameFeatures() {
    ScoringPlan plan =
        new ScoringPlan(
            ScoreBench.model(Task.BINARY),
            2,
            false,
            List.of(ScoreBench.model(Task.BINARY, 3), ScoreBench.trees(Task.BINARY)));
    TableScorer scorer =
        new KernelTableScorer(SparkFixture.session(), plan, BackendPreference.SCALAR, 50);
    scorer.score(ScoreBench.table(ROWS).repartition(1)).collectAsList();

    Map<String, Long> calls = new HashMap<>();
    for (KernelUse use : scorer.placements()) {
      calls.merge(use.kernel(), use.calls(), Long::sum);
    }
    assertThat(calls).isEqualTo(Map.of("margins", 12L, "ensemble-score", 6L));
  }

  @Test
  void comparesChallengersAsAPlainLoopDoes() {
    ScoreConfig config = night.config(ALL, ScoreBench.NAMES, 0);
    Model champion = ScoreBench.trees(Task.BINARY);
    ScoringModel model =
        ScoreBench.model(
            config,
            champion,
            Map.of("challenger", ScoreBench.model(Task.BINARY).withThreshold(0.45)));
    Agreement first = night.run(config, model, RowRules.none(), 1).agreements().get(0);
    Agreement again = night.run(config, model, RowRules.none(), 6).agreements().get(0);

    assertThat(again).usingRecursiveComparison().isEqualTo(first);
    assertThat(first.challenger()).isEqualTo("churn@8");
    assertThat(first.selector()).isEqualTo("challenger");
    List<Row> scores = List.copyOf(night.scores().values());
    double[] a = new double[scores.size()];
    double[] b = new double[scores.size()];
    long up = 0;
    long down = 0;
    double difference = 0;
    for (int i = 0; i < a.length; i++) {
      Row row = scores.get(i);
      a[i] = row.getAs("probability");
      b[i] = row.getAs("challenger_probability");
      difference += Math.abs(a[i] - b[i]);
      boolean was = row.getAs("prediction").equals("high");
      boolean is = row.getAs("challenger_prediction").equals("high");
      up += is && !was ? 1 : 0;
      down += was && !is ? 1 : 0;
    }
    assertThat(first.rows()).isEqualTo(a.length);
    assertThat(first.unscored()).isZero();
    assertThat(first.toPositive()).isEqualTo(up);
    assertThat(first.toNegative()).isEqualTo(down);
    assertThat(up + down).isPositive();
    assertThat(first.changedShare().value()).isEqualTo((up + down) / (double) a.length);
    assertThat(first.meanAbsoluteDifference().value())
        .isCloseTo(difference / a.length, within(1e-14));
    assertThat(first.spearman().value()).isCloseTo(spearman(a, b), within(1e-12));
  }

  /** Pearson's correlation of mean ranks, found by counting. */
  private static double spearman(double[] a, double[] b) {
    double[] ra = ranks(a);
    double[] rb = ranks(b);
    double mean = (a.length + 1) / 2.0;
    double ab = 0;
    double aa = 0;
    double bb = 0;
    for (int i = 0; i < a.length; i++) {
      ab += (ra[i] - mean) * (rb[i] - mean);
      aa += (ra[i] - mean) * (ra[i] - mean);
      bb += (rb[i] - mean) * (rb[i] - mean);
    }
    return ab / Math.sqrt(aa * bb);
  }

  private static double[] ranks(double[] values) {
    double[] ranks = new double[values.length];
    for (int i = 0; i < values.length; i++) {
      for (double other : values) {
        ranks[i] += other < values[i] ? 1 : other == values[i] ? 0.5 : 0;
      }
      ranks[i] += 0.5;
    }
    return ranks;
  }

  @Test
  void leavesOutWhatARegressionOrSeveralClassesHaveNot() {
    ScoreConfig config = night.config(ALL, ScoreBench.NAMES, 0);
    Map<String, Model> number = Map.of("challenger", ScoreBench.model(Task.REGRESSION));
    ScoringModel regression = ScoreBench.model(config, ScoreBench.trees(Task.REGRESSION), number);
    Agreement numbers = night.run(config, regression, RowRules.none(), 2).agreements().get(0);
    assertThat(numbers.changedShare()).isNull();
    assertThat(numbers.toPositive()).isNull();
    assertThat(numbers.spearman().isPresent()).isTrue();
    Map<String, Model> same = Map.of("challenger", ScoreBench.trees(Task.MULTICLASS));
    ScoringModel classes = ScoreBench.model(config, ScoreBench.trees(Task.MULTICLASS), same);
    Agreement several = night.run(config, classes, RowRules.none(), 3).agreements().get(0);
    assertThat(several.changedShare().value()).isZero();
    assertThat(several.spearman()).isNull();
  }
}
