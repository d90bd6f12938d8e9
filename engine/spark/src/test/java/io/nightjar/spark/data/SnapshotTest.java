package io.nightjar.spark.data;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightjar.spark.SparkFixture;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;

class SnapshotTest {
  private static final Dataset<Row> ROWS =
      SparkFixture.session()
          .range(0, 100, 1, 3)
          .selectExpr("id", "if(id % 5 = 0, null, string(id % 3)) as a", "id / 7 as b");

  private static Snapshot of(Dataset<Row> rows) {
    return Snapshot.of(CatalogTable.of("t", rows));
  }

  @Test
  void isTheSameForAnyOrderOfRowsAndColumns() {
    Snapshot snapshot = of(ROWS);
    assertThat(snapshot.rows()).isEqualTo(100);
    assertThat(snapshot.columns()).containsExactly("id bigint", "a string", "b double");
    assertThat(snapshot.fingerprint()).hasSize(16);
    Dataset<Row> other = ROWS.repartition(7).orderBy("b").select("b", "id", "a");
    assertThat(of(other).fingerprint()).isEqualTo(snapshot.fingerprint());
  }

  @Test
  void changesWithEveryChangeOfARow() {
    String before = of(ROWS).fingerprint();
    assertThat(of(ROWS.filter("id <> 3")).fingerprint()).isNotEqualTo(before);
    assertThat(of(ROWS.union(ROWS.limit(1))).fingerprint()).isNotEqualTo(before);
    Dataset<Row> changed = ROWS.selectExpr("id", "if(id = 3, 'x', a) as a", "b");
    assertThat(of(changed).fingerprint()).isNotEqualTo(before);
  }

  @Test
  void tellsNullFromEmptyAndWhichColumnIsNull() {
    Dataset<Row> left = ROWS.selectExpr("null as p", "'x' as q");
    assertThat(of(left).fingerprint())
        .isNotEqualTo(of(ROWS.selectExpr("'x' as p", "null as q")).fingerprint())
        .isNotEqualTo(of(ROWS.selectExpr("'' as p", "'x' as q")).fingerprint());
  }

  @Test
  void looksAtFilesAndNotIntoThemWhereThatIsEnough() {
    Snapshot first = files(ROWS, 5);
    assertThat(first.rows()).isEqualTo(ROWS.count());
    assertThat(first.fingerprint()).matches("[0-9a-f]{16}");
    assertThat(files(ROWS, 5)).isEqualTo(first);
    assertThat(files(ROWS, 6).fingerprint()).isNotEqualTo(first.fingerprint());
    assertThat(Snapshot.ofFiles(CatalogTable.of("t", ROWS), Dataset::count)).isEqualTo(of(ROWS));
  }

  private static Snapshot files(Dataset<Row> rows, long modified) {
    DataFile file = new DataFile("file:/t/part-0.parquet", 100, modified);
    return Snapshot.ofFiles(
        new Table(rows, new TableOrigin("t", "parquet", List.of(file)), List.of()), Dataset::count);
  }
}
