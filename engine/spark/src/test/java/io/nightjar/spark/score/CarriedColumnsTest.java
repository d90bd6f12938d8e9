package io.nightjar.spark.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nightjar.config.JobConfig;
import io.nightjar.config.ScoreConfig;
import io.nightjar.config.output.OutputColumn;
import io.nightjar.config.output.OutputNames;
import io.nightjar.features.CategoryText;
import io.nightjar.kernels.Kernels;
import io.nightjar.kernels.backend.BackendPreference;
import io.nightjar.model.Model;
import io.nightjar.model.Task;
import io.nightjar.scorer.Explanation;
import io.nightjar.scorer.Scorer;
import io.nightjar.spark.SparkFixture;
import io.nightjar.spark.data.Table;
import io.nightjar.spark.data.TableOrigin;
import io.nightjar.spark.data.contract.RowRules;
import io.nightjar.spark.score.publish.PublishRequest.Repeat;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What scores carry beside the prediction: reasons, more columns, the contract. */
class CarriedColumnsTest {
  private static final List<Row> ROWS = MadeNight.ROWS;
  private static final Kernels SCALAR = Kernels.of(BackendPreference.SCALAR);

  private static final List<OutputColumn> ALL = List.of(OutputColumn.values());

  private final SparkSession spark = SparkFixture.session();

  @TempDir Path temp;
  private MadeNight night;

  @BeforeEach
  void open() {
    night = new MadeNight(temp);
  }

  @ParameterizedTest
  @EnumSource(names = {"BINARY", "MULTICLASS", "REGRESSION"})
  void givesEachRowTheReasonsOfTheSparkFreeScorer(Task task) {
    givesReasons(ScoreBench.trees(task));
    givesReasons(ScoreBench.model(task));
  }

  private void givesReasons(Model champion) {
    for (int partitions : new int[] {1, 5}) {
      ScoreConfig config = night.config(List.of(OutputColumn.PREDICTION), ScoreBench.NAMES, 3);
      night.run(config, ScoreBench.model(config, champion, Map.of()), RowRules.none(), partitions);
      Scorer scorer = Scorer.of(champion, SCALAR);
      Map<Long, Row> scores = night.scores();
      assertThat(scores).isNotEmpty();
      scores.forEach(
          (id, row) -> {
            Map<String, Object> source = ScoreBench.values(ROWS.get(id.intValue()));
            List<String> found = new ArrayList<>();
            for (int rank = 1; rank <= 3; rank++) {
              if (row.getAs("reason_" + rank + "_feature") != null) {
                found.add(
                    row.getAs("reason_" + rank + "_feature")
                        + " = "
                        + row.getAs("reason_" + rank + "_value")
                        + ": "
                        + row.getAs("reason_" + rank + "_contribution"));
              }
            }
            assertThat(found).isEqualTo(strongest(scorer.explain(source), source));
          });
    }
  }

  private static List<String> strongest(Explanation why, Map<String, Object> row) {
    return why.contributions().entrySet().stream()
        .filter(e -> e.getValue() != 0)
        .sorted(Comparator.comparing(e -> -Math.abs(e.getValue())))
        .limit(3)
        .map(e -> e.getKey() + " = " + CategoryText.of(row.get(e.getKey())) + ": " + e.getValue())
        .toList();
  }

  @Test
  void writesTheColumnsThatAreAskedForByTheirNames() {
    OutputNames names = new OutputNames("label", "p", "log_odds", "m", "v", "run", "at", "why");
    ScoreConfig config = night.config(ALL, names, 1);
    Model champion = ScoreBench.trees(Task.BINARY);
    night.run(
        config,
        ScoreBench.model(config, champion, Map.of("v8", ScoreBench.model(Task.BINARY))),
        RowRules.none(),
        3);

    assertThat(spark.read().parquet(temp + "/scores").schema().fieldNames())
        .containsExactly(
            "id",
            "label",
            "p",
            "p_low",
            "p_high",
            "log_odds",
            "m",
            "v",
            "run",
            "at",
            "why_1_feature",
            "why_1_value",
            "why_1_contribution",
            "v8_label",
            "v8_p",
            "v8_p_low",
            "v8_p_high",
            "v8_log_odds",
            "v8_v",
            "run-date");
    Scorer scorer = Scorer.of(champion, SCALAR);
    night
        .scores()
        .forEach(
            (id, row) -> {
              Map<String, Object> source = ScoreBench.values(ROWS.get(id.intValue()));
              double p = scorer.score(source).prediction();
              assertThat(row.<Double>getAs("p")).isEqualTo(p);
              assertThat(row.<Double>getAs("p_high")).isEqualTo(p);
              assertThat(row.<Double>getAs("p_low")).isEqualTo(1 - p);
              assertThat(row.<Double>getAs("log_odds")).isEqualTo(scorer.explain(source).margin());
              assertThat(row.<Integer>getAs("v")).isEqualTo(7);
              assertThat(row.<Integer>getAs("v8_v")).isEqualTo(8);
            });
  }

  @ParameterizedTest
  @EnumSource(names = {"BINARY", "MULTICLASS", "REGRESSION", "ANOMALY"})
  void writesTheSameByColumnAsRowByRow(Task task) {
    String path = temp + "/in-" + task;
    ScoreBench.table(ScoreBench.goodRows(200, 3)).repartition(2).write().parquet(path);
    Dataset<Row> files = spark.read().parquet(path);
    ScoreConfig config = night.config(ALL, ScoreBench.NAMES, 3);
    ScoringModel model = ScoreBench.model(config, ScoreBench.trees(task), Map.of());

    assertThat(written(config, model, files, "column").rowByRow()).isEmpty();
    StructType types = spark.read().parquet(temp + "/scores").schema();
    Map<Long, Row> byColumn = night.scores();
    assertThat(written(config, model, files.where("id >= 0"), "row").rowByRow()).isPresent();
    assertThat(spark.read().parquet(temp + "/scores").schema()).isEqualTo(types);
    Map<Long, Row> byRow = night.scores();

    assertThat(byColumn).hasSize(200).containsOnlyKeys(byRow.keySet());
    for (String name : types.fieldNames()) {
      if (!List.of("run_id", "scored_at").contains(name)) {
        byRow.forEach(
            (id, row) ->
                assertThat(byColumn.get(id).<Object>getAs(name))
                    .as(name)
                    .isEqualTo(row.<Object>getAs(name)));
      }
    }
  }

  private ScoreResult written(
      ScoreConfig config, ScoringModel model, Dataset<Row> rows, String runId) {
    Table table = new Table(rows, new TableOrigin("made.parquet", "parquet", List.of()), List.of());
    ScoreRequest request =
        new ScoreRequest(
            "churn",
            runId,
            MadeNight.DATE,
            Repeat.SKIP,
            config,
            Optional.of("id"),
            RowRules.none(),
            "1");
    return BatchScoring.run(spark, request, model, () -> ScoringInput.of(table));
  }

  @Test
  void refusesTwoColumnsOfOneName() {
    OutputNames names = new OutputNames("a", "p", "p_high", "m", "v", "run", "at", "why");
    ScoreConfig config = night.config(ALL, names, 0);
    ScoringModel model = ScoreBench.model(config, ScoreBench.trees(Task.BINARY), Map.of());
    assertThatThrownBy(() -> night.run(config, model, RowRules.none(), 2))
        .hasMessage(
            "score.names: gives two columns the name \"p_high\" (of a, p, p_low, p_high, p_high, m,"
                + " v, run, at, run-date); name them apart, or leave one out of score.columns");
  }

  @Test
  void putsRowsThatBreakTheContractIntoTheQuarantine() throws Exception {
    Path file =
        Files.writeString(
            temp.resolve("job.conf"),
            """
            name = churn
            data {
              source = made, label = income, id = id
              contract {
                age { min = 20, max = 60, nulls = 0, action = quarantine }
                sex { in = [Male, Female], action = quarantine }
                extra { regex = "extra .*" }
              }
            }
            model { type = logistic }
            """);
    RowRules rules = RowRules.of(JobConfig.load(file, List.of(), Map.of()).data());
    ScoreConfig config = night.config(ALL, ScoreBench.NAMES, 2);
    Map<String, Model> others = Map.of("challenger", ScoreBench.model(Task.BINARY));
    ScoreResult result =
        night.run(
            config, ScoreBench.model(config, ScoreBench.trees(Task.BINARY), others), rules, 4);

    assertThat(rules.columns()).containsExactly("age", "sex");
    Map<Long, Row> scores = night.scores();
    Map<Long, Row> quarantine = new HashMap<>();
    spark
        .read()
        .parquet(temp + "/quarantine")
        .collectAsList()
        .forEach(row -> quarantine.put(Long.parseLong(row.getAs("id")), row));
    long broken = 0;
    for (Row row : ROWS) {
      Integer age = row.getAs(2);
      String sex = row.getAs(4);
      boolean infinite = !row.isNullAt(3) && Double.isInfinite(row.getDouble(3));
      String expected = null;
      if (age == null) {
        expected = "age is null; the contract asks for nulls = 0";
      } else if (age < 20) {
        expected = "age is " + age + "; the contract asks for min = 20";
      } else if (age > 60) {
        expected = "age is " + age + "; the contract asks for max = 60";
      }
      if ("?".equals(sex)) {
        String other = "sex is ?; the contract asks for in = [Male, Female]";
        expected = expected == null ? other : expected + "; " + other;
      }
      broken += expected == null ? 0 : 1;
      if (expected == null && infinite) {
        expected = "pay is Infinity; must be finite";
      }
      long id = row.getLong(0);
      assertThat(scores.containsKey(id)).isEqualTo(expected == null);
      if (expected != null) {
        assertThat(quarantine.get(id).<String>getAs("reason")).isEqualTo(expected);
        assertThat(quarantine.get(id).<String>getAs("column"))
            .isEqualTo(expected.substring(0, expected.indexOf(' ')));
      }
    }
    assertThat(broken).isPositive().isLessThan(result.rowsQuarantined());
    assertThat(result.agreements().get(0).rows()).isEqualTo(scores.size());
  }
}
