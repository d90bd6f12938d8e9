package io.nightjar.spark.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nightjar.config.SplitConfig;
import io.nightjar.config.tune.FoldsConfig;
import io.nightjar.config.tune.FoldsConfig.By;
import io.nightjar.spark.SparkFixture;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;

class FoldsTest {
  private static final SparkSession SPARK = SparkFixture.session();
  private static final long SEED = 7;

  private static Table table(Dataset<Row> rows) {
    return CatalogTable.of("t", rows);
  }

  /** Four rows of each time, twenty of each group; times grow with the id but lie shuffled. */
  private static Dataset<Row> rows(int count) {
    return SPARK
        .range(0, count, 1, 3)
        .selectExpr(
            "id",
            "id div 20 as who",
            "date_from_unix_date(cast(id div 4 as int)) as at",
            "double(id % 7) as x")
        .orderBy("x");
  }

  private static List<Split> folds(Dataset<Row> rows, By by, String column, int count) {
    FoldsConfig config = new FoldsConfig(by, Optional.ofNullable(column), count);
    return Folds.of(table(rows), config, SEED);
  }

  private static Set<Long> longs(Table part, String column) {
    Dataset<Row> values = part.rows().selectExpr("bigint(" + column + ") as v").distinct();
    return new TreeSet<>(values.as(Encoders.LONG()).collectAsList());
  }

  @Test
  void everyRowIsJudgedOnceAndFittedInAllOtherFolds() {
    List<Split> folds = folds(rows(2000), By.HASH, "id", 4);
    Map<Long, Integer> judged = new TreeMap<>();
    for (Split fold : folds) {
      Set<Long> held = longs(fold.validation(), "id");
      Set<Long> fitted = longs(fold.train(), "id");
      held.forEach(id -> judged.merge(id, 1, Integer::sum));

      assertThat(fitted).doesNotContainAnyElementsOf(held);
      assertThat(fold.rows()).isEqualTo(new Split.Rows(fitted.size(), held.size(), 0));
      assertThat(held.size() + fitted.size()).isEqualTo(2000);
      assertThat(held.size()).isBetween(420, 580);
      assertThat(fold.test().rows().count()).isZero();
    }
    assertThat(judged).hasSize(2000);
    assertThat(judged.values()).containsOnly(1);
  }

  @Test
  void aRowsFoldHangsOnItsKeyAlone() {
    List<Split> before = folds(rows(300), By.HASH, "id", 3);
    Dataset<Row> more =
        rows(900).repartition(5).withColumn("id", Table.column("id").cast("string"));
    List<Split> after = folds(more, By.HASH, "id", 3);
    for (int i = 0; i < 3; i++) {
      Set<Long> held = longs(after.get(i).validation(), "id");
      held.removeIf(id -> id >= 300);
      assertThat(held).isEqualTo(longs(before.get(i).validation(), "id"));
    }
  }

  /** Folds of what a split with the same seed left over are as large as those of all rows. */
  @Test
  void foldsAreDrawnApartFromTheSplit() {
    SplitConfig split = TestConfigs.split(SplitConfig.By.ID, 0.3, 0.3);
    Table train =
        Splits.of(table(rows(3000)), Optional.empty(), TestConfigs.data("t", "x", "id"), split)
            .train();
    List<Split> folds =
        Folds.of(train, new FoldsConfig(By.HASH, Optional.of("id"), 3), split.seed());

    assertThat(folds)
        .allSatisfy(fold -> assertThat(fold.rows().validation()).isBetween(320L, 480L));
  }

  @Test
  void equalRowsFallAlikeWhereThereIsNoKey() {
    Dataset<Row> twice = rows(200).union(rows(200));
    for (Split fold : folds(twice, By.HASH, null, 3)) {
      Set<Long> held = longs(fold.validation(), "id");
      assertThat(fold.rows().validation()).isEqualTo(2L * held.size());
      assertThat(longs(fold.train(), "id")).doesNotContainAnyElementsOf(held);
    }
  }

  @Test
  void groupsAreNeverParted() {
    Set<Long> judged = new TreeSet<>();
    for (Split fold : folds(rows(1000), By.GROUP, "who", 3)) {
      Set<Long> held = longs(fold.validation(), "who");
      assertThat(longs(fold.train(), "who")).doesNotContainAnyElementsOf(held);
      assertThat(judged).doesNotContainAnyElementsOf(held);
      assertThat(fold.rows().validation()).isEqualTo(20L * held.size());
      judged.addAll(held);
    }
    assertThat(judged).hasSize(50);
  }

  @Test
  void timeFoldsNeverSeeTheFutureNorPartATime() {
    List<Split> folds = folds(rows(402), By.TIME, "at", 4);
    List<Long> newest = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      TreeSet<Long> fitted = new TreeSet<>(longs(folds.get(i).train(), "unix_date(at)"));
      TreeSet<Long> held = new TreeSet<>(longs(folds.get(i).validation(), "unix_date(at)"));

      assertThat(fitted.last()).isLessThan(held.first());
      assertThat(fitted.first()).isZero();
      assertThat(held.first()).isEqualTo(fitted.last() + 1);
      assertThat(folds.get(i).rows().train()).isEqualTo(4L * fitted.size());
      assertThat(folds.get(i).rows().validation()).isBetween(76L, 84L);
      newest.add(held.last());
    }
    assertThat(newest).isSorted().last().isEqualTo(100L);
  }

  @Test
  void aLargerShareHoldsASmallerOne() {
    Split fold = folds(rows(2000), By.HASH, "id", 2).get(0);
    Set<Long> ninth = longs(narrowed(fold, 1 / 9.0).train(), "id");
    Split third = narrowed(fold, 1 / 3.0);
    Set<Long> thirds = longs(third.train(), "id");

    assertThat(thirds).containsAll(ninth).hasSize((int) third.rows().train());
    assertThat(thirds.size()).isBetween(270, 400);
    assertThat(ninth.size()).isBetween(70, 150);
    assertThat(narrowed(fold, 1)).isSameAs(fold);
    assertThat(third.validation()).isSameAs(fold.validation());
  }

  private static Split narrowed(Split fold, double share) {
    return Folds.narrowed(fold, Optional.of("id"), share, SEED);
  }

  @Test
  void refusesRowsWithoutAKey() {
    Dataset<Row> rows = rows(100).selectExpr("if(id < 2, null, id) as id", "x");

    assertThatThrownBy(() -> folds(rows, By.HASH, "id", 3))
        .hasMessage(
            "t: 2 of 100 rows have no \"id\", which the folds go by; fill it, or split by another"
                + " column");
  }

  @Test
  void refusesFoldsWithoutRows() {
    assertThatThrownBy(() -> folds(rows(20), By.GROUP, "who", 3))
        .hasMessageMatching(
            "t: fold \\d of 3 has (0|20) rows to fit on and (0|20) to judge on \\(of 20 training"
                + " rows\\); give fewer folds in tune.folds.count, or more rows");
    assertThatThrownBy(() -> folds(rows(12), By.TIME, "at", 3))
        .hasMessage(
            "t: fold 1 of 3 has 0 rows to fit on and 4 to judge on (of 12 training rows); give fewer"
                + " folds in tune.folds.count, or more rows");
    assertThatThrownBy(() -> narrowed(folds(rows(20), By.HASH, "id", 2).get(0), 1e-9))
        .hasMessageMatching(
            "t: a share of 1.0E-9 leaves none of a fold's \\d+ training rows; give more rows, or a"
                + " larger tune.halving.least-share");
  }
}
