package io.nightjar.spark.score;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightjar.config.JobConfig;
import io.nightjar.kernels.backend.BackendPreference;
import io.nightjar.model.Model;
import io.nightjar.model.files.ModelDirectory;
import io.nightjar.scorer.Score;
import io.nightjar.scorer.Scorer;
import io.nightjar.spark.SparkFixture;
import io.nightjar.spark.data.RawRows;
import io.nightjar.spark.data.Table;
import io.nightjar.spark.data.TestData;
import io.nightjar.spark.train.TrainingRuns;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a service says of a row is what the night wrote, bit for bit, for every row there is. */
class OneRowOnRealTablesTest {
  @TempDir Path folder;

  private static JobConfig config(String name) {
    return switch (name) {
      case "census, logistic" -> TrainingRuns.config("adult.conf");
      case "census, trees" -> TrainingRuns.config("adult-gbt.conf", "model.trees=60");
      case "census, network" -> TrainingRuns.config("adult-mlp.conf", "model.max-epochs=2");
      case "bikes, trees" -> TrainingRuns.config("bike-gbt.conf", "model.trees=30");
      case "houses, clusters" -> TrainingRuns.config("housing-kmeans.conf");
      case "houses, components" -> TrainingRuns.config("housing-pca.conf");
      case "credit, trees" ->
          parsed(
              "credit-default-taiwan/UCI_Credit_Card.csv",
              "label = class, positive = \"1\", id = ID",
              "type = gbt, trees = 43, depth = 6");
      case "churn, forest" ->
          parsed(
              "telco-churn/Telco-Customer-Churn.csv",
              "label = Churn, positive = \"Yes\", id = customerID",
              "type = forest, trees = 30, depth = 12");
      case "churn, isolation forest" ->
          parsed(
              "telco-churn/Telco-Customer-Churn.csv",
              "id = customerID",
              "type = isolation-forest, trees = 30, contamination = 0.02");
      default -> throw new IllegalArgumentException("there is no case " + name);
    };
  }

  private static JobConfig parsed(String source, String columns, String model) {
    return TrainingRuns.parse(
        "name = real\ndata { source = \"%s\", %s }\nmodel { %s }\n"
            .formatted(TestData.path(source), columns, model));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "census, logistic",
        "census, trees",
        "census, network",
        "bikes, trees",
        "houses, clusters",
        "houses, components",
        "credit, trees",
        "churn, forest",
        "churn, isolation forest"
      })
  void isTheRowOfTheBatch(String name) {
    TrainingRuns.Run run = TrainingRuns.train(config(name), folder);
    assertThat(run.trained().write(Map.of())).hasSize(64);
    Model model = run.trained().model();
    Scorer service = Scorer.load(folder);
    long rows = 0;
    for (Table part : List.of(run.split().train(), run.split().validation(), run.split().test())) {
      Dataset<Row> batch =
          new KernelTableScorer(SparkFixture.session(), model, BackendPreference.AUTO, 4096)
              .score(part.rows());
      for (Row row : batch.collectAsList()) {
        assertThat(service.score(raw(row))).as("%s", row).isEqualTo(scored(row, model));
        rows++;
      }
    }
    assertThat(rows).isGreaterThan(7_000);
    assertThat(folder.resolve(ModelDirectory.TENSORS)).exists();
  }

  private static Map<String, Object> raw(Row row) {
    Map<String, Object> raw = new HashMap<>();
    for (String column : row.schema().fieldNames()) {
      raw.put(column, RawRows.value(row.getAs(column)));
    }
    return raw;
  }

  private static Score scored(Row row, Model model) {
    assertThat(row.<String>getAs(ScoredColumns.REASON)).isNull();
    return new Score(
        row.getAs(ScoredColumns.PREDICTION),
        numbers(row, ScoredColumns.PROBABILITIES),
        Optional.ofNullable(row.getAs(ScoredColumns.LABEL)),
        model.target().task().labelled() ? List.of() : numbers(row, ScoredColumns.OUTPUTS));
  }

  private static List<Double> numbers(Row row, String column) {
    int at = row.fieldIndex(column);
    return row.isNullAt(at) ? List.of() : List.copyOf(row.<Double>getList(at));
  }
}
