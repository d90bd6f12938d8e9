package io.nightjar.spark.ml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.nightjar.NightjarException;
import io.nightjar.features.SparseVector;
import io.nightjar.features.VectorFeature;
import io.nightjar.model.LinearModel;
import io.nightjar.scorer.Score;
import io.nightjar.scorer.Scorer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.spark.ml.classification.LogisticRegression;
import org.apache.spark.ml.classification.LogisticRegressionModel;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Stages of the linear family over vectors that are never written out. */
class SparseStagesTest {
  private static final int ROWS = 2000;

  @TempDir Path folder;

  private static List<Row> rows(Dataset<Row> table) {
    return table.orderBy("id").collectAsList();
  }

  private static NightjarEstimator logistic() {
    return NightjarEstimator.of("logistic")
        .setting("labelCol", "flag")
        .setting("lambda", 0.01)
        .setting("tolerance", 1e-10)
        .setting("maxIterations", 500);
  }

  @ParameterizedTest
  @CsvSource({"logistic, flag", "logistic, grade", "linear, pay", "poisson, visits"})
  void aModelNamesNoElementAndScoresAlikeOnceItIsLoaded(String type, String label)
      throws IOException {
    Dataset<Row> table = SparseVectorRows.table(ROWS);
    NightjarModel model =
        NightjarEstimator.of(type).setting("labelCol", label).setting("lambda", 0.01).fit(table);
    List<Row> scored = rows(model.transform(table));
    String path = folder.resolve("model").toString();
    model.save(path);

    assertThat(model.model().features().vector())
        .map(VectorFeature::elements)
        .contains(SparseVectorRows.ELEMENTS);
    assertThat(model.model().provenance().fit().get("design"))
        .matches("sparse: 1\\d\\.\\d values a row of 1500 elements");
    assertThat(scored).hasSize(ROWS).allMatch(row -> !row.isNullAt(row.fieldIndex("prediction")));
    assertThat(rows(NightjarModel.load(path).transform(table))).isEqualTo(scored);
    assertThat(Files.size(Path.of(path, "model", "model.json"))).isLessThan(10_000);
    requireBitsOfTheScorer(Scorer.load(Path.of(path, "model")), scored, type);
  }

  private static void requireBitsOfTheScorer(Scorer scorer, List<Row> scored, String type) {
    for (Row row : scored.subList(0, 200)) {
      Vector features = row.getAs("features");
      SparseVector sparse =
          new SparseVector(
              features.size(), features.toSparse().indices(), features.toSparse().values());
      Score score = scorer.score(Map.of("features", sparse));
      assertThat(scorer.score(features.toArray()).prediction()).isEqualTo(score.prediction());
      if (!type.equals("logistic")) {
        assertThat(row.<Double>getAs("prediction")).isEqualTo(score.prediction());
      } else {
        Vector probability = row.getAs("probability");
        int last = probability.size() - 1;
        List<Double> expected = score.probabilities();
        assertThat(probability.apply(last)).isEqualTo(expected.get(expected.size() - 1));
      }
    }
  }

  @Test
  void theOptimumIsSparkMlsOwn() {
    Dataset<Row> table = SparseVectorRows.table(ROWS);
    LinearModel own = (LinearModel) logistic().fit(table).model();
    LogisticRegressionModel other =
        new LogisticRegression()
            .setLabelCol("flag")
            .setRegParam(0.01)
            .setTol(1e-12)
            .setMaxIter(500)
            .fit(table);
    double[] history = other.summary().objectiveHistory();

    assertThat(Double.parseDouble(own.provenance().fit().get("objective")))
        .isCloseTo(history[history.length - 1], within(1e-8));
    assertThat(Double.parseDouble(own.provenance().fit().get("gradient-norm"))).isLessThan(1e-5);
    for (int j = 0; j < SparseVectorRows.ELEMENTS; j++) {
      assertThat(own.coefficients().get(0, j))
          .isCloseTo(other.coefficients().apply(j), within(1e-4));
    }
  }

  @Test
  void theModelHangsOnNeitherTheVectorsFormNorThePartitions() {
    Dataset<Row> table = SparseVectorRows.table(400);
    LinearModel model = (LinearModel) logistic().fit(table).model();
    List<Row> dense =
        rows(table).stream()
            .map(
                row ->
                    RowFactory.create(
                        row.get(0),
                        row.<Vector>getAs(1).toDense(),
                        row.get(2),
                        row.get(3),
                        row.get(4),
                        row.get(5)))
            .toList();
    Dataset<Row> written = table.sparkSession().createDataFrame(dense, table.schema());
    LinearModel ofDense = (LinearModel) logistic().fit(written.coalesce(1)).model();
    assertThat(Double.parseDouble(ofDense.provenance().fit().get("objective")))
        .isCloseTo(Double.parseDouble(model.provenance().fit().get("objective")), within(1e-9));
    assertThat(ofDense.provenance().fit().get("design"))
        .isEqualTo(model.provenance().fit().get("design"));
  }

  @Test
  void weighsAndAddsAnOffset() {
    Dataset<Row> table =
        SparseVectorRows.table(600).selectExpr("*", "1.0 + id % 3 as w", "id % 5 / 10 as o");
    NightjarModel model =
        NightjarEstimator.of("poisson")
            .setting("labelCol", "visits")
            .setting("weightCol", "w")
            .setting("offsetCol", "o")
            .setting("lambda", 0.05)
            .fit(table);
    assertThat(model.model().signature().names()).containsExactly("features", "o");
    List<Row> scored = rows(model.transform(table));
    List<Row> without = rows(model.transform(table.withColumn("o", table.col("o").minus(0.25))));
    double factor =
        scored.get(7).<Double>getAs("prediction") / without.get(7).<Double>getAs("prediction");
    assertThat(factor).isCloseTo(Math.exp(0.25), within(1e-9));
  }

  @Test
  void vectorsOfFewElementsAndOtherTypesStayAsTheyWere() {
    Dataset<Row> few =
        SparseVectorRows.of(
            Vectors.dense(1, 2), Vectors.dense(3, 1), Vectors.dense(0, 2), Vectors.dense(2, 2));
    NightjarModel model = logistic().fit(few);
    assertThat(model.model().signature().names()).containsExactly("features[0]", "features[1]");
  }

  @Test
  void refusesVectorsThatCannotBeLearntFrom() {
    int n = SparseVectorRows.ELEMENTS;
    Vector sound = Vectors.sparse(n, new int[] {3}, new double[] {1});
    assertThatThrownBy(() -> logistic().fit(SparseVectorRows.of(sound, Vectors.zeros(n + 1))))
        .isInstanceOf(NightjarException.class)
        .hasMessageContaining("column features holds vectors of 1500 to 1501 elements");
    assertThatThrownBy(() -> logistic().fit(SparseVectorRows.of(sound, null)))
        .hasMessageContaining(
            "column features has no vector in 1 of 2 rows; must have one in each");
    Vector nan = Vectors.sparse(n, new int[] {3}, new double[] {Double.NaN});
    assertThatThrownBy(() -> logistic().fit(SparseVectorRows.of(sound, nan)))
        .hasMessageContaining("column features holds 1 values that are NaN, infinite or beyond");
  }

  @Test
  void refusesRowsThatCannotBeScored() {
    int n = SparseVectorRows.ELEMENTS;
    NightjarModel model = logistic().fit(SparseVectorRows.table(200));
    Dataset<Row> bad =
        SparseVectorRows.of(
            Vectors.sparse(n, new int[] {3}, new double[] {1}),
            Vectors.zeros(4),
            Vectors.sparse(n, new int[] {5}, new double[] {Double.NEGATIVE_INFINITY}));
    assertThatThrownBy(() -> model.transform(bad).collectAsList())
        .hasMessageContaining("a row can't be scored: features");
    model.setting("handleInvalid", "skip");
    assertThat(model.transform(bad).collectAsList()).hasSize(1);
  }
}
