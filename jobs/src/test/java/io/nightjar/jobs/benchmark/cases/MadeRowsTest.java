package io.nightjar.jobs.benchmark.cases;

import static org.apache.spark.sql.functions.avg;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.corr;
import static org.apache.spark.sql.functions.countDistinct;
import static org.apache.spark.sql.functions.stddev;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.nightjar.spark.SparkFixture;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;

/** Made tables have the shape that they are asked for. */
class MadeRowsTest {
  private static final int ROWS = 10_000;
  private static final double HOLES = 0.2;

  private final SparkSession spark = SparkFixture.session();

  @Test
  void drawsTheSameRowsHoweverTheyAreParted() {
    MadeRows shape = MadeRows.of(8).holes(HOLES).categories(2);

    List<Row> whole = shape.table(spark, 0, 100, 1).collectAsList();
    List<Row> parted = shape.table(spark, 0, 100, 7).orderBy(MadeRows.ID).collectAsList();

    assertThat(parted).isEqualTo(whole);
  }

  @Test
  void takesValuesAwayButChangesNone() {
    Dataset<Row> whole = rows(MadeRows.of(8));
    Dataset<Row> holed = rows(MadeRows.of(8).holes(HOLES));

    assertThat(share(holed, col("x0").isNull())).isCloseTo(HOLES, within(0.02));
    assertThat(share(holed, col("x1").isNull())).isCloseTo(HOLES, within(0.02));
    assertThat(share(holed, col("x2").isNull())).isZero();
    Dataset<Row> both =
        whole
            .select(col(MadeRows.ID), col("x1").as("known"))
            .join(holed.select(MadeRows.ID, "x1"), MadeRows.ID);
    assertThat(both.where("x1 is not null and x1 <> known").count()).isZero();
    assertThat(share(both.where("known > 1"), col("x1").isNull()))
        .as("large values are missing more often")
        .isGreaterThan(2 * share(both.where("known < -0.5"), col("x1").isNull()));
  }

  @Test
  void tiesEachColumnToTheOneBefore() {
    Dataset<Row> tied = rows(MadeRows.of(8).spread(6).tied(0.99));

    double correlation = number(tied, corr("x4", "x5"));
    double scales = number(tied, stddev("x6")) / number(tied, stddev("x0"));

    assertThat(correlation).isCloseTo(0.99, within(0.01));
    assertThat(scales).as("six powers of ten apart").isBetween(1e5, 1e7);
    assertThat(Math.abs(number(rows(MadeRows.of(8)), corr("x4", "x3")))).isLessThan(0.05);
  }

  @Test
  void givesCategoriesEffectsOfTheirOwn() {
    Dataset<Row> texts = rows(MadeRows.of(16).categories(4));

    assertThat(number(texts, countDistinct("k1").cast("double"))).isEqualTo(24);
    assertThat(number(texts, countDistinct("k3").cast("double"))).isBetween(200.0, 250.0);
    List<Row> rates =
        texts.groupBy("k0").agg(avg(MadeRows.CLASS).as("rate")).orderBy("rate").collectAsList();
    double lowest = rates.get(0).getAs("rate");
    double highest = rates.get(rates.size() - 1).getAs("rate");
    assertThat(rates).hasSize(4);
    assertThat(highest - lowest).isGreaterThan(0.05);
  }

  private Dataset<Row> rows(MadeRows shape) {
    return shape.table(spark, 0, ROWS, 2);
  }

  private static double share(Dataset<Row> rows, Column condition) {
    return number(rows, avg(condition.cast("double")));
  }

  private static double number(Dataset<Row> rows, Column aggregate) {
    return rows.agg(aggregate).head().getDouble(0);
  }
}
