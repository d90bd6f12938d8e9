package io.nightjar.spark.data.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nightjar.features.raw.RawBatch;
import io.nightjar.spark.SparkFixture;
import io.nightjar.spark.data.expression.RowFilter;
import io.nightjar.spark.data.parquet.FileSplit;
import io.nightjar.spark.data.parquet.Skipped;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import org.apache.commons.io.FileUtils;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Blocks of the rows of files that pass a filter; the oracle is Spark's filter. */
class FilteredBlocksTest {
  private static final int ROWS = 6000;
  private static final String PUSH_DOWN = "spark.sql.parquet.filterPushdown";
  private static final List<String> NAMES =
      List.of("id", "number", "ratio", "text", "truth", "day", "amount");
  private static final SparkSession SPARK = SparkFixture.session();

  @TempDir Path temp;

  private Dataset<Row> made(int files, String... partitions) {
    String path = temp.resolve("in").toString();
    SPARK
        .range(0, ROWS, 1, files)
        .selectExpr(
            "id",
            "if(id % 13 = 5, null, cast(id * 7 % 100 as int)) as number",
            "if(id % 9 = 2, null, cast(id as float) / 3) as ratio",
            "if(id % 5 = 1, null, concat('row ', id % 700)) as text",
            "if(id % 7 = 3, null, id % 2 = 0) as truth",
            "date_add(date '2020-01-01', cast(id % 500 as int)) as day",
            "cast(id / 4 as decimal(20, 3)) as amount",
            "concat('place ', floor(id / 2000)) as place")
        .write()
        .option("parquet.block.size", 20_000)
        .partitionBy(partitions)
        .parquet(path);
    return SPARK.read().parquet(path);
  }

  private static FileBlocks blocks(Dataset<Row> table, String where) {
    return new ExtendedRows(table, NAMES, List.of("id"))
        .ofFiles(100, RowFilter.of(table, where).orElseThrow())
        .orElseThrow();
  }

  /** Each row as text: what the batches hold, and the id that is passed on. */
  private static List<String> rows(FileBlocks blocks) {
    return blocks.blocks().mapPartitions(FilteredBlocksTest::texts).collect().stream()
        .sorted()
        .toList();
  }

  private static Iterator<String> texts(Iterator<RowBlock> part) {
    List<String> all = new ArrayList<>();
    part.forEachRemaining(
        block -> {
          for (int row = 0; row < block.raw().rows(); row++) {
            long id = block.rows().apply(row).getLong(0);
            all.add(Arrays.toString(block.raw().row(row)) + id);
          }
        });
    return all.iterator();
  }

  private static List<String> filteredBySpark(Dataset<Row> table, String where) {
    return new RawBatches(table.where(where), NAMES)
        .of(100).mapPartitions(FilteredBlocksTest::batchTexts).collect().stream().sorted().toList();
  }

  private static Iterator<String> batchTexts(Iterator<RawBatch> part) {
    List<String> all = new ArrayList<>();
    part.forEachRemaining(
        batch -> {
          for (int row = 0; row < batch.rows(); row++) {
            Object[] values = batch.row(row);
            all.add(Arrays.toString(values) + values[0]);
          }
        });
    return all.iterator();
  }

  private static long rowsOf(FileBlocks blocks) {
    return blocks
        .blocks()
        .map(block -> (long) Math.max(block.raw().rows(), block.filtered().length))
        .reduce(Long::sum);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "number > 50",
        "id % 97 >= 20",
        "text like 'row 1%' or truth",
        "not truth and ratio < 900",
        "id between 1000 and 1100 or id > 5990",
        "day in (date '2020-03-01', date '2021-01-07') and amount > 20.125",
        "place = 'place 1'"
      })
  void holdTheRowsThatSparksFilterKeeps(String where) {
    Dataset<Row> table = made(3);

    FileBlocks blocks = blocks(table, where);

    assertThat(rows(blocks)).isEqualTo(filteredBySpark(table, where)).isNotEmpty();
    assertThat(rowsOf(blocks) + blocks.skipped().rows()).isEqualTo(ROWS);
  }

  @Test
  void readNothingOfRowGroupsThatStatisticsRuleOutInFewFilesAndInMany() {
    for (int files : List.of(2, 20)) {
      Dataset<Row> table = made(files);
      FileBlocks blocks = blocks(table, "id < 10 or text = 'none of them'");

      assertThat(rows(blocks)).hasSize(10);
      assertThat(blocks.skipped().groups()).isGreaterThanOrEqualTo(files - 1);
      assertThat(rowsOf(blocks)).isEqualTo(ROWS - blocks.skipped().rows()).isLessThan(ROWS);
      assertThat(blocks.splits().stream().flatMap(List::stream).map(FileSplit::path).distinct())
          .hasSize(1);
      FileUtils.deleteQuietly(temp.resolve("in").toFile());
    }
  }

  @Test
  void readNothingOfPartitionsThatAreRuledOut() {
    Dataset<Row> table = made(3, "place");

    FileBlocks blocks = blocks(table, "place <> 'place 1' and number > 50");

    assertThat(rows(blocks))
        .isEqualTo(filteredBySpark(table, "place <> 'place 1' and number > 50"))
        .isNotEmpty();
    assertThat(blocks.skipped().rows()).isEqualTo(2000);
    assertThat(blocks.splits().toString()).contains("place 0").doesNotContain("place 1");
  }

  @Test
  void readAllRowGroupsWhereFiltersAreNotPushedDown() {
    Dataset<Row> table = made(2);
    SPARK.conf().set(PUSH_DOWN, "false");
    try {
      FileBlocks blocks = blocks(table, "id < 10");

      assertThat(blocks.skipped()).isEqualTo(Skipped.NONE);
      assertThat(rows(blocks)).hasSize(10);
    } finally {
      SPARK.conf().unset(PUSH_DOWN);
    }
  }

  @Test
  void nameAFileWhoseFooterIsDamaged() throws IOException {
    Dataset<Row> table = made(2);
    Path file;
    try (var all = Files.list(temp.resolve("in"))) {
      file = all.filter(one -> one.toString().endsWith(".parquet")).findFirst().orElseThrow();
    }
    byte[] bytes = Files.readAllBytes(file);
    Arrays.fill(bytes, bytes.length - 200, bytes.length, (byte) 7);
    Files.write(file, bytes);

    assertThatThrownBy(() -> blocks(table, "id < 10")).hasMessageContaining(file.toString());
  }
}
