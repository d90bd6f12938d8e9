package io.nightjar.spark.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.nightjar.NightjarException;
import io.nightjar.metrics.Evaluation;
import io.nightjar.metrics.Metric;
import io.nightjar.spark.SparkFixture;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;

class UserPlacesTest {
  private static final int ITEMS = 40;
  private static final EvaluationSpec SPEC = EvaluationSpec.preference("places", "plays", "name");

  private static final StructType SCHEMA =
      new StructType()
          .add("name", DataTypes.StringType)
          .add("places", DataTypes.createArrayType(DataTypes.DoubleType))
          .add("plays", DataTypes.DoubleType);

  private static Row row(String user, double place, int item, double plays) {
    return RowFactory.create(user, new Double[] {place / (ITEMS - 1), place, (double) item}, plays);
  }

  private static Dataset<Row> table(List<Row> rows, int partitions) {
    return SparkFixture.session().createDataFrame(rows, SCHEMA).repartition(partitions);
  }

  /** The user c took nothing; b's pair stands there twice. */
  @Test
  void judgesTheOrderOfEachUserThatTookSomething() {
    List<Row> rows =
        List.of(
            row("a", 0, 7, 2),
            row("a", 3, 1, 1),
            row("a", 12, 30, 5),
            row("a", 1, 9, 0),
            row("b", 5, 4, 1),
            row("b", 5, 4, 3),
            row("c", 2, 4, -1));
    Evaluation evaluation = Evaluator.evaluate(table(rows, 3), SPEC);
    double a = (1 + log2(2) / log2(5)) / (1 + log2(2) / log2(3) + log2(2) / log2(4));
    double b = log2(2) / log2(7);
    assertThat(evaluation.metric(Metric.NDCG_AT_10).value()).isCloseTo((a + b) / 2, within(1e-15));
    assertThat(evaluation.metric(Metric.PRECISION_AT_10).value()).isEqualTo(0.15);
    double ranks = 0 * 2 + 3 * 1 + 12 * 5 + 5 * (1 + 3);
    assertThat(evaluation.metric(Metric.MEAN_PERCENTILE_RANK).value())
        .isCloseTo(ranks / (ITEMS - 1) / 12, within(1e-15));
  }

  private static double log2(double x) {
    return Math.log(x) / Math.log(2);
  }

  @Test
  void countsItemsOfOneUserThatShareAPlace() {
    Evaluation evaluation =
        Evaluator.evaluate(table(List.of(row("a", 0.5, 1, 1), row("a", 0.5, 2, 1)), 1), SPEC);
    assertThat(evaluation.metric(Metric.PRECISION_AT_10).value()).isEqualTo(0.2);
  }

  @Test
  void hasTheSameBitsInWhateverPartitionsRowsCome() {
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < 3000; i++) {
      int place = (i * 31 + i / 7) % ITEMS;
      rows.add(row("user " + i % 211, place, (place * 17) % ITEMS, i % 5 - 1));
    }
    Evaluation one = Evaluator.evaluate(table(rows, 1), SPEC);
    for (int partitions : new int[] {2, 9}) {
      assertThat(Evaluator.evaluate(table(rows, partitions), SPEC)).isEqualTo(one);
    }
    for (Metric metric : List.of(Metric.NDCG_AT_10, Metric.PRECISION_AT_10)) {
      assertThat(Evaluator.metric(table(rows, 4), SPEC, metric)).isEqualTo(one.metric(metric));
    }
  }

  @Test
  void refusesRowsWithoutAPlace() {
    Row none = RowFactory.create("a", null, 1.0);
    assertThatThrownBy(() -> Evaluator.evaluate(table(List.of(none, row("a", 1, 1, 1)), 1), SPEC))
        .isInstanceOf(NightjarException.class)
        .hasMessageStartingWith(
            "places: 1 of 2 rows can't be evaluated; places must be 3 finite numbers.");
  }
}
