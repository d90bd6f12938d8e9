package io.nightjar.spark.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.nightjar.features.ColumnType;
import io.nightjar.features.HashedFeature;
import io.nightjar.features.Missing;
import io.nightjar.kernels.Kernels;
import io.nightjar.kernels.backend.BackendPreference;
import io.nightjar.model.LinearModel;
import io.nightjar.scorer.Scorer;
import io.nightjar.spark.SparkFixture;
import io.nightjar.spark.score.KernelTableScorer;
import io.nightjar.spark.score.ScoredColumns;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Categories of more values than are listed. A user is positive where his number is even. */
class HashedTrainingTest {
  @TempDir Path folder;

  @BeforeAll
  static void makeTable() {
    SparkFixture.session()
        .sql(
            "SELECT id, if(id % 50 = 0, null, concat('user ', pmod(xxhash64(id), 900))) AS user,"
                + " cast(id % 7 AS double) AS age,"
                + " cast(pmod(xxhash64(id), 900) % 2 = 0 AS int) AS y,"
                + " cast(pmod(xxhash64(id), 900) % 2 AS double) * 3 + id % 7 AS pay"
                + " FROM range(0, 6000, 1, 3)")
        .createOrReplaceTempView("users");
  }

  private LinearModel train(String model, String label, int bits) {
    return (LinearModel)
        TrainingRuns.train(
                TrainingRuns.parse(
                    """
                    name = users
                    data { source = users, label = %s, id = id }
                    split { validation = 0, test = 0 }
                    features { columns = [user, age], hash-bits = %d }
                    model { %s }
                    compute { backend = scalar }
                    """
                        .formatted(label, bits, model)),
                folder.resolve("model"))
            .trained()
            .model();
  }

  @ParameterizedTest
  @ValueSource(ints = {9, 14})
  void aValueIsLearntByItsPlaceWhetherColumnsAreWrittenOutOrNot(int bits) {
    LinearModel model = train("type = logistic, lambda = 0.0001", "y", bits);

    assertThat(model.features().features().get(0))
        .isEqualTo(new HashedFeature("user", ColumnType.STRING, bits, new Missing(120, 0)));
    assertThat(model.provenance().fit().get("design"))
        .startsWith(bits == 9 ? "dense: 514 columns" : "one-hot: 2 numbers a row instead of 16386");
    assertThat(Double.parseDouble(model.provenance().fit().get("objective")))
        .isLessThan(bits == 9 ? 0.5 : 0.1);
  }

  @Test
  void scoresOfATableHaveTheBitsOfOneRowAndOfAValueNeverMet() {
    LinearModel model = train("type = logistic, lambda = 0.001", "y", 14);
    Scorer scorer = Scorer.of(model, Kernels.of(BackendPreference.SCALAR));
    Dataset<Row> scored =
        new KernelTableScorer(SparkFixture.session(), model, BackendPreference.SCALAR, 512)
            .score(
                SparkFixture.session()
                    .sql("SELECT user, age FROM users UNION ALL SELECT 'somebody new', 3D"));
    List<Row> rows = scored.limit(300).collectAsList();
    assertThat(rows).hasSize(300);
    for (Row row : rows) {
      Map<String, Object> raw = new HashMap<>();
      raw.put("user", row.getAs("user"));
      raw.put("age", row.getAs("age"));
      double prediction = row.getAs(ScoredColumns.PREDICTION);
      assertThat(scorer.score(raw).prediction()).isEqualTo(prediction);
    }
    assertThat(scorer.score(Map.of("user", "somebody new", "age", 3.0)).prediction())
        .isBetween(0.0, 1.0);
  }

  @Test
  void aLinearModelFindsWhatThePlacesPay() {
    LinearModel model = train("type = linear, lambda = 0.00001", "pay", 16);
    Scorer scorer = Scorer.of(model, Kernels.of(BackendPreference.SCALAR));
    Map<String, Object> even = Map.of("user", "user 8", "age", 2.0);
    Map<String, Object> odd = Map.of("user", "user 9", "age", 2.0);
    double paid = scorer.score(odd).prediction() - scorer.score(even).prediction();
    assertThat(paid).isCloseTo(3, within(0.2));
    assertThat(scorer.explain(odd).contributions().get("user")).isCloseTo(1.5, within(0.2));
  }

  @ParameterizedTest
  @ValueSource(strings = {"type = gbt", "type = mlp", "type = forest"})
  void otherModelsRefuseHashedColumns(String model) {
    assertThatThrownBy(() -> train(model, "y", 12))
        .hasMessageContaining(
            "must be logistic, linear or poisson for the column user, whose values are hashed to"
                + " 4096 places; add it to features.exclude, or leave out features.hash-bits");
  }
}
