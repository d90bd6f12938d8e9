package io.nightjar.spark.data.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nightjar.features.raw.RawBatch;
import io.nightjar.spark.SparkFixture;
import io.nightjar.spark.StoredRdds;
import io.nightjar.spark.data.RawRows;
import io.nightjar.spark.data.batch.column.VectorColumn;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.execution.SparkPlan;
import org.apache.spark.sql.vectorized.ColumnarBatch;
import org.apache.spark.storage.StorageLevel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RawBatchesTest {
  private static final SparkSession SPARK = SparkFixture.session();
  private static final int ROWS = 1000;
  private static final List<String> NAMES =
      List.of(
          "whole", "tiny", "small", "large", "single", "number", "price", "cents", "flag", "text",
          "day", "moment", "local", "gone");

  private static Dataset<Row> made() {
    return SPARK
        .range(0, ROWS, 1, 3)
        .selectExpr(
            "id",
            "if(id % 7 = 0, null, cast(id as int)) as whole",
            "cast(id % 100 as tinyint) as tiny",
            "cast(id as smallint) as small",
            "9007199254740993 + id as large",
            "cast(if(id % 5 = 0, 'NaN', sin(id)) as float) as single",
            "if(id % 11 = 0, null, cos(id)) as number",
            "cast(sin(id) as decimal(9, 4)) as price",
            "cast(id * 1e18 as decimal(30, 2)) as cents",
            "if(id % 3 = 0, null, id % 2 = 0) as flag",
            "if(id % 13 = 0, null, concat('größe ', id % 17)) as text",
            "date_add(date'1969-12-25', cast(id % 40 as int)) as day",
            "timestamp_micros(id * 1234567 - 99999999) as moment",
            "cast(timestamp_micros(id * 1234567 - 99999999) as timestamp_ntz) as local",
            "cast(null as double) as gone");
  }

  private static List<List<Object>> rows(Dataset<Row> table) {
    RawRows reader = new RawRows(table.schema(), NAMES);
    List<List<Object>> all = new ArrayList<>();
    for (Row row : table.collectAsList()) {
      Object[] raw = new Object[NAMES.size()];
      reader.read(row, raw);
      for (int j = 0; j < raw.length; j++) { // bytes and shorts are whole numbers like others
        raw[j] =
            raw[j] instanceof Byte || raw[j] instanceof Short
                ? (Object) ((Number) raw[j]).intValue()
                : raw[j];
      }
      all.add(Arrays.asList(raw));
    }
    return all;
  }

  private static List<List<Object>> batches(Dataset<Row> table, int size) {
    return new RawBatches(table, NAMES).of(size).mapPartitions(RawBatchesTest::opened).collect();
  }

  private static Iterator<List<Object>> opened(Iterator<RawBatch> batches) {
    List<List<Object>> all = new ArrayList<>();
    batches.forEachRemaining(
        batch -> {
          for (int row = 0; row < batch.rows(); row++) {
            all.add(Arrays.asList(batch.row(row)));
          }
        });
    return all.iterator();
  }

  private static boolean columnar(Dataset<Row> table) {
    return ColumnarPlan.of(plan(table)).isPresent();
  }

  private static SparkPlan plan(Dataset<Row> table) {
    return ((org.apache.spark.sql.classic.Dataset<Row>) table).queryExecution().executedPlan();
  }

  private static Dataset<Row> parquet(Path folder) {
    made().write().parquet(folder.resolve("t").toString());
    return SPARK.read().parquet(folder.resolve("t").toString());
  }

  @Test
  void readsVectorsOfParquetFilesAsItsRows(@TempDir Path folder) {
    Dataset<Row> table = parquet(folder);
    assertThat(columnar(table.select("text", "whole"))).isTrue();
    assertThat(batches(table, 64)).isEqualTo(rows(table)).hasSize(ROWS);
  }

  @Test
  void looksNumbersUpInDictionariesOfSeveralColumnChunks(@TempDir Path folder) {
    String path = folder.resolve("t").toString();
    SPARK
        .range(0, 20_000, 1, 1)
        .selectExpr(
            "cast(if(id % 7 = 0, null, id div 5000 * 100 + id % (37 + id div 5000)) as int) as i",
            "if(id % 11 = 0, null, 9007199254740993 + id div 3000 + id % 50) as l",
            "cast(if(id % 13 = 0, null, if(id % 17 = 0, 'NaN', sin(id div 4000 + id % 9))) as"
                + " float) as f",
            "if(id % 19 = 0, null, if(id < 9000, cos(id % 31), cos(id))) as d")
        .write()
        .option("parquet.block.row.count.limit", 3000)
        .option("parquet.page.row.count.limit", 700)
        .parquet(path);
    Dataset<Row> table = SPARK.read().parquet(path);
    List<String> names = List.of("d", "i", "f", "l");
    List<List<Object>> rows = new ArrayList<>();
    table
        .selectExpr("d", "i", "f", "l")
        .toLocalIterator()
        .forEachRemaining(
            row -> rows.add(Arrays.asList(row.get(0), row.get(1), row.get(2), row.get(3))));

    assertThat(new RawBatches(table, names).of(512).mapPartitions(RawBatchesTest::opened).collect())
        .isEqualTo(rows)
        .hasSize(20_000);
    int[] places =
        ColumnarPlan.of(plan(table.selectExpr("d", "i", "f", "l"))).orElseThrow().places();
    assertThat(
            ColumnarPlan.of(plan(table.selectExpr("d", "i", "f", "l")))
                .orElseThrow()
                .execute()
                .mapPartitions(vectors -> lookedUp(vectors, places))
                .collect())
        .contains(List.of(true, true, true, true))
        .contains(List.of(false, true, true, true)); // too many values for a dictionary
  }

  private static Iterator<List<Boolean>> lookedUp(Iterator<ColumnarBatch> vectors, int[] places) {
    VectorColumn[] columns = VectorColumn.columns(places.length);
    List<List<Boolean>> all = new ArrayList<>();
    vectors.forEachRemaining(
        batch -> {
          VectorColumn.goTo(batch, places, columns);
          all.add(Arrays.stream(columns).map(VectorColumn::isLookedUp).toList());
        });
    return all.iterator();
  }

  @Test
  void countsRowsOfFilesAndOfOthers(@TempDir Path folder) {
    Dataset<Row> table = parquet(folder);
    assertThat(RawBatches.count(table)).isEqualTo(ROWS);
    assertThat(RawBatches.count(table.where("whole = 1"))).isEqualTo(1);
    assertThat(RawBatches.count(made().limit(7))).isEqualTo(7);
    assertThat(new RawBatches(table, List.of("text")).isWholeFiles()).isTrue();
    assertThat(new RawBatches(table.where("id > 1"), List.of("text")).isWholeFiles()).isFalse();
    assertThat(new RawBatches(made(), List.of("text")).isWholeFiles()).isFalse();
  }

  @Test
  void readsRowsWhereSomeAreLeftOutOrComputed(@TempDir Path folder) {
    Dataset<Row> table = parquet(folder).where("id % 3 != 1");
    assertThat(columnar(table)).isFalse();
    assertThat(columnar(table.selectExpr("whole + 1"))).isFalse();
    assertThat(batches(table, 50)).isEqualTo(rows(table)).hasSizeBetween(600, 700);
  }

  private static final List<String> PLAIN =
      List.of("single", "number", "large", "whole", "few", "tiny", "small", "full", "odd", "flag");

  /** Numbers with nulls and without, that Spark compresses and that it doesn't. */
  private static Dataset<Row> plain() {
    return made()
        .selectExpr(
            "single",
            "number",
            "large",
            "whole",
            "cast(id % 2 as int) as few",
            "tiny",
            "small",
            "cast(cos(id) as double) as full",
            "hash(id) as odd",
            "flag",
            "xxhash64(id) as huge",
            "text");
  }

  private static List<List<Object>> plainRows(Dataset<Row> table) {
    return new RawBatches(table, PLAIN).of(64).mapPartitions(RawBatchesTest::opened).collect();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void readsPlainColumnsOfACachedTableAsItsRows(boolean withTexts) {
    List<List<Object>> wanted = plainRows(plain().where("single is not null or odd is not null"));
    Dataset<Row> table = (withTexts ? plain() : plain().drop("text")).cache();
    try {
      assertThat(cached(table.select("single", "odd"))).isTrue();
      assertThat(columnar(table)).isEqualTo(!withTexts);
      assertThat(plainRows(table)).isEqualTo(wanted).hasSize(ROWS);
      assertThat(plainRows(table.where("odd > 0"))).isEqualTo(plainRows(plain().where("odd > 0")));
    } finally {
      table.unpersist(true);
    }
  }

  @Test
  void readsTextsAndComputedColumnsOfACachedTableOnTheOtherWays() {
    List<List<Object>> wanted = batches(made(), 64);
    Dataset<Row> table = made().cache();
    try {
      assertThat(cached(table.select("large", "text"))).isFalse();
      assertThat(cached(table.select("large", "price"))).isFalse();
      assertThat(cached(table.select("large").where("large > 7"))).isFalse();
      assertThat(cached(table.selectExpr("large + 1 as more"))).isFalse();
      assertThat(cached(SPARK.range(3).toDF())).isFalse();
      assertThat(batches(table, 64)).isEqualTo(wanted);
    } finally {
      table.unpersist(true);
    }
  }

  @Test
  void readsATableThatWasFreedWithoutStoringItOnceMore() {
    List<List<Object>> wanted = plainRows(plain().where("single is not null or odd is not null"));
    StoredRdds stored = StoredRdds.fromNow();
    Dataset<Row> table = plain().drop("text").cache();
    assertThat(CachedColumns.held(table, PLAIN)).isEmpty();
    assertThat(plainRows(table)).isEqualTo(wanted);
    assertThat(CachedColumns.held(table, PLAIN)).isPresent();
    assertThat(CachedColumns.held(table.select("odd"), List.of("odd"))).isEmpty();
    assertThat(CachedColumns.held(table, List.of("odd", "nowhere"))).isEmpty();
    assertThat(plainRows(table)).isEqualTo(wanted);
    table.unpersist(true);
    assertThat(plainRows(table)).isEqualTo(wanted);
    assertThat(stored.since()).isEmpty();
    table.persist(StorageLevel.MEMORY_ONLY());
    assertThat(plainRows(table)).isEqualTo(wanted);
    assertThat(plainRows(table)).isEqualTo(wanted);
    assertThat(stored.since()).hasSize(1);
    table.unpersist(true);
  }

  private static boolean cached(Dataset<Row> table) {
    return CachedColumns.of(
            ((org.apache.spark.sql.classic.Dataset<Row>) table).queryExecution().executedPlan(),
            table.schema())
        .isPresent();
  }

  @Test
  void cutsBatchesOfTheSameSizesOfVectorsAndOfRows(@TempDir Path folder) {
    Dataset<Row> table = parquet(folder).coalesce(1);
    List<Integer> sizes = sizes(table);
    assertThat(sizes).hasSize(16).containsOnly(64, 40);
    assertThat(sizes(table.where("id >= 0"))).isEqualTo(sizes);
  }

  private static List<Integer> sizes(Dataset<Row> table) {
    return new RawBatches(table, NAMES).of(64).map(RawBatch::rows).collect();
  }

  @Test
  void namesAColumnThatHoldsNoRawValues() {
    Dataset<Row> table = SPARK.range(3).selectExpr("array(id) as list");
    assertThatThrownBy(() -> new RawBatches(table, List.of("list")).of(10))
        .hasMessage(
            "list: is of type array<bigint>; must be a number, boolean, string, date, timestamp or"
                + " vector");
  }
}
