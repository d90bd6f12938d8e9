package io.nightjar.spark.ml;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightjar.spark.SparkFixture;
import org.apache.spark.ml.evaluation.BinaryClassificationEvaluator;
import org.apache.spark.ml.feature.HashingTF;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;

/**
 * Vectors of 2²⁰ elements in the tests' heap of 1.5 GB: written out, a hundred rows of them would
 * fill half of it. A label is 1 where most of a row's words are of even numbers.
 */
class SparseMillionTest {
  @Test
  void aMillionElementsAreLearntAndScored() {
    Dataset<Row> words =
        SparkFixture.session()
            .range(0, 20_000, 1, 2)
            .selectExpr(
                "id",
                "transform(sequence(1, 29), k -> pmod(xxhash64(id, k), 1 + pmod(xxhash64(k), 50000)))"
                    + " as numbers")
            .selectExpr(
                "id",
                "transform(numbers, n -> concat('w', n)) as words",
                "if(size(filter(numbers, n -> n % 2 = 0)) > 14, 1.0, 0.0) as flag");
    Dataset<Row> table =
        new HashingTF()
            .setInputCol("words")
            .setOutputCol("features")
            .setNumFeatures(1 << 20)
            .transform(words);
    NightjarModel model =
        NightjarEstimator.of("logistic")
            .setting("labelCol", "flag")
            .setting("lambda", 0.001)
            .setting("maxIterations", 10)
            .fit(table);
    assertThat(model.model().provenance().fit().get("design"))
        .matches("sparse: 2\\d\\.\\d values a row of 1048576 elements");
    double auc =
        new BinaryClassificationEvaluator().setLabelCol("flag").evaluate(model.transform(table));
    assertThat(auc).isGreaterThan(0.9);
  }
}
