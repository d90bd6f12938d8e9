package io.nightjar.spark.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nightjar.config.DataConfig;
import io.nightjar.config.SplitConfig;
import io.nightjar.spark.SparkFixture;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;

class SplitsTest {
  private static final SparkSession SPARK = SparkFixture.session();
  private static final DataConfig DATA =
      TestConfigs.withTimeAndGroup(TestConfigs.data("t", "y", "id"), "at", "who");

  private static Table table(Dataset<Row> rows) {
    return CatalogTable.of("t", rows);
  }

  private static Dataset<Row> rows(int from, int to) {
    return SPARK
        .range(from, to, 1, 3)
        .selectExpr(
            "id",
            "id % 50 as who",
            "timestamp_seconds(1000000 + (id div 4) * 60) as at",
            "double(id % 7) as x",
            "id % 2 as y");
  }

  private static Split split(Dataset<Row> rows, SplitConfig.By by) {
    return Splits.of(table(rows), Optional.empty(), DATA, TestConfigs.split(by, 0.2, 0.3));
  }

  private static Set<Long> longs(Table part, String column) {
    return new TreeSet<>(part.rows().select(column).distinct().as(Encoders.LONG()).collectAsList());
  }

  @Test
  void putsEveryRowIntoExactlyOnePartByItsId() {
    Split split = split(rows(0, 4000), SplitConfig.By.ID);
    Set<Long> all = new TreeSet<>(longs(split.train(), "id"));
    assertThat(all).hasSize((int) split.rows().train());
    Set<Long> validation = longs(split.validation(), "id");
    Set<Long> test = longs(split.test(), "id");
    assertThat(validation).doesNotContainAnyElementsOf(all).doesNotContainAnyElementsOf(test);
    assertThat(test).doesNotContainAnyElementsOf(all);
    assertThat(all.size() + validation.size() + test.size()).isEqualTo(4000);
    assertThat(test.size()).isBetween(1100, 1300);
    assertThat(validation.size()).isBetween(720, 880);
  }

  @Test
  void keepsARowsPartWhateverTheOrderThePartitionsAndTheRowsAdded() {
    Set<Long> before = longs(split(rows(0, 500), SplitConfig.By.ID).test(), "id");
    Dataset<Row> shuffled = rows(0, 900).repartition(5).orderBy("x");
    Set<Long> after = longs(split(shuffled, SplitConfig.By.ID).test(), "id");
    after.removeIf(id -> id >= 500);
    assertThat(after).isEqualTo(before);
  }

  @Test
  void placesAnIdAlikeWhateverItsType() {
    Dataset<Row> rows = rows(0, 300);
    Set<Long> asLong = longs(split(rows, SplitConfig.By.ID).test(), "id");
    for (String type : List.of("string", "double", "int", "decimal(12,2)")) {
      Dataset<Row> other = rows.withColumn("id", Table.column("id").cast(type));
      Dataset<Row> test = split(other, SplitConfig.By.ID).test().rows();
      Dataset<Row> back = test.withColumn("id", Table.column("id").cast("double").cast("bigint"));
      assertThat(longs(table(back), "id")).as(type).isEqualTo(asLong);
    }
  }

  @Test
  void neverPartsAGroup() {
    Split split = split(rows(0, 1000), SplitConfig.By.GROUP);
    Set<Long> train = longs(split.train(), "who");
    Set<Long> test = longs(split.test(), "who");
    Set<Long> validation = longs(split.validation(), "who");
    assertThat(test).doesNotContainAnyElementsOf(train).doesNotContainAnyElementsOf(validation);
    assertThat(validation).doesNotContainAnyElementsOf(train);
    assertThat(train.size() + test.size() + validation.size()).isEqualTo(50);
  }

  @Test
  void placesEqualRowsAlikeByTheirContent() {
    Dataset<Row> twice = rows(0, 300).union(rows(0, 300));
    Split split = split(twice, SplitConfig.By.CONTENT);
    Set<Long> test = longs(split.test(), "id");
    assertThat(test).doesNotContainAnyElementsOf(longs(split.train(), "id"));
    assertThat(split.rows().test()).isEqualTo(2L * test.size());
  }

  @Test
  void testsOnTheNewestRowsAndNeverPartsATime() {
    Split split = split(rows(0, 1001).repartition(4), SplitConfig.By.TIME);
    assertThat(longs(split.test(), "id")).isEqualTo(range(700, 1001));
    assertThat(longs(split.validation(), "id")).isEqualTo(range(500, 700));
    assertThat(longs(split.train(), "id")).isEqualTo(range(0, 500));
  }

  private static Set<Long> range(long from, long to) {
    Set<Long> range = new TreeSet<>();
    for (long i = from; i < to; i++) {
      range.add(i);
    }
    return range;
  }

  @Test
  void takesATestTableOfItsOwnWhole() {
    Table test = table(rows(5000, 5100));
    Split split =
        Splits.of(
            table(rows(0, 200)),
            Optional.of(test),
            DATA,
            TestConfigs.split(SplitConfig.By.ID, 0.2, 0));
    assertThat(split.rows().test()).isEqualTo(100);
    assertThat(split.rows().train() + split.rows().validation()).isEqualTo(200);
    assertThat(split.test()).isSameAs(test);
  }

  @Test
  void refusesRowsWithoutAKey() {
    Dataset<Row> rows = rows(0, 10).selectExpr("if(id < 2, null, id) as id", "at", "who", "y");
    assertThatThrownBy(() -> split(rows, SplitConfig.By.ID))
        .hasMessage(
            "t: 2 of 10 rows have no \"id\", which the split goes by; fill it, or split by another"
                + " column");
  }

  @Test
  void refusesAPartWithoutRows() {
    assertThatThrownBy(() -> split(rows(0, 4), SplitConfig.By.TIME))
        .hasMessage(
            "t: the split leaves no row for training (share 0.5 of 4 rows); give more rows or other"
                + " shares");
  }

  @Test
  void refusesATimeWithoutOrder() {
    Dataset<Row> rows = rows(0, 10).withColumn("at", Table.column("at").cast("string"));
    assertThatThrownBy(() -> split(rows, SplitConfig.By.TIME))
        .hasMessageStartingWith("t: \"at\" is of type string, which has no order in time");
  }
}
