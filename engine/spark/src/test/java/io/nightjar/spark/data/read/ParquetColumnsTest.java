package io.nightjar.spark.data.read;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightjar.spark.SparkFixture;
import io.nightjar.spark.data.TestConfigs;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.example.data.simple.SimpleGroupFactory;
import org.apache.parquet.hadoop.example.ExampleParquetWriter;
import org.apache.parquet.io.LocalOutputFile;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A table of Parquet files has the columns that Spark's own reader finds. */
class ParquetColumnsTest {
  private static final SparkSession SPARK = SparkFixture.session();
  private static final String MERGING = "spark.sql.parquet.mergeSchema";

  @TempDir Path folder;

  private static StructType columns(Path table) {
    String source = table.toString();
    return Tables.open(SPARK, TestConfigs.data(source, "y", null), source, LocalDate.EPOCH)
        .schema();
  }

  private static StructType sparks(Path table) {
    return SPARK.read().parquet(table.toString()).schema();
  }

  private Path written(String name, Dataset<Row> rows, String... partitions) {
    Path table = folder.resolve(name);
    rows.write().partitionBy(partitions).parquet(table.toString());
    return table;
  }

  private static Dataset<Row> rows(String... columns) {
    return SPARK.range(0, 4, 1, 2).selectExpr(columns);
  }

  @Test
  void ofSparksFilesWithAllThatSparkNotesOfThem() {
    Path table =
        written(
            "sparks",
            rows(
                "id",
                "cast(id as float) as f",
                "cast(id as decimal(12, 3)) as d",
                "cast(id as string) as s",
                "date '2026-01-01' as day",
                "timestamp '2026-01-01 10:00:00' as moment",
                "timestamp_ntz '2026-01-01 10:00:00' as local",
                "cast(cast(id as string) as binary) as b",
                "id > 1 as flag",
                "cast(id as tinyint) as y"));
    assertThat(columns(table)).isEqualTo(sparks(table));
    assertThat(columns(table).fieldNames()).hasSize(10);
  }

  @Test
  void ofFilesThatAnotherProgramWrote() throws Exception {
    Path table = folder.resolve("other.parquet");
    MessageType types =
        MessageTypeParser.parseMessageType(
            """
            message other {
              required int64 id;
              optional binary text (STRING);
              optional binary bytes;
              optional int96 old;
              optional int32 small (INTEGER(8, true));
              optional int64 moment (TIMESTAMP(MICROS, false));
              required double y;
            }
            """);
    try (var writer =
        ExampleParquetWriter.builder(new LocalOutputFile(table))
            .withType(types)
            .withConf(new PlainParquetConfiguration())
            .build()) {
      writer.write(new SimpleGroupFactory(types).newGroup().append("id", 1L).append("y", 1.0));
    }
    assertThat(columns(table)).isEqualTo(sparks(table));
    assertThat(columns(table).fieldNames()).hasSize(7);
  }

  @Test
  void ofFoldersThatAreColumnsToo() {
    Path table = written("parted", rows("id", "id % 2 as night", "1.5 as y"), "night");
    assertThat(columns(table)).isEqualTo(sparks(table));
    assertThat(columns(table).fieldNames()).containsExactly("id", "y", "night");
  }

  @Test
  void ofOneNightOfAPartedTable() {
    Path table = written("nights", rows("id", "id % 2 as night", "1.5 as y"), "night");
    assertThat(columns(table.resolve("night=1")).fieldNames()).containsExactly("id", "y");
  }

  @Test
  void ofAllFilesWhereTheSessionMergesThem() {
    Path table = written("merged", rows("id", "1.5 as y"));
    rows("id", "2.5 as z").write().mode("append").parquet(table.toString());
    SPARK.conf().set(MERGING, "true");
    try {
      assertThat(List.of(columns(table).fieldNames())).containsExactlyInAnyOrder("id", "y", "z");
    } finally {
      SPARK.conf().unset(MERGING);
    }
  }
}
