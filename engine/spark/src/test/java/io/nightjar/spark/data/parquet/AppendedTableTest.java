package io.nightjar.spark.data.parquet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nightjar.features.raw.NumberColumn;
import io.nightjar.features.raw.RawBatch;
import io.nightjar.spark.SparkFixture;
import io.nightjar.spark.data.batch.ExtendedRows;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.hadoop.util.HadoopInputFile;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AppendedTableTest {
  private static final SparkSession SPARK = SparkFixture.session();
  private static final int ROWS = 60_000;
  private static final StructType ADDED = new StructType().add("twice", DataTypes.DoubleType);
  private static final List<String> KEPT = List.of("text", "nested", "x", "when");
  @TempDir private Path folder;
  private Dataset<Row> table;

  @BeforeEach
  void make() {
    table = made("in", "cast(id as double) / 3 as x");
  }

  /** Three files of several row groups each. */
  private Dataset<Row> made(String name, String x) {
    return made(name, x, 3);
  }

  private Dataset<Row> made(String name, String x, int files) {
    String path = folder.resolve(name).toString();
    SPARK
        .range(0, ROWS, 1, files)
        .selectExpr(
            "id",
            x,
            "concat('row ', id % 1000) as text",
            "if(id % 9 = 0, null, struct(id as a, array(id, null) as b)) as nested",
            "timestamp_micros(id) as when")
        .write()
        .option("parquet.block.size", 100_000)
        .option("parquet.bloom.filter.enabled#text", "true")
        .parquet(path);
    return SPARK.read().parquet(path);
  }

  private static ExtendedRows.Extension twice() {
    return new ExtendedRows.Extension() {
      private double[] values;

      @Override
      public void compute(RawBatch batch) {
        values = ((NumberColumn) batch.column(0)).values().clone();
      }

      @Override
      public Object[] values(int row) {
        return new Object[] {2 * values[row]};
      }

      @Override
      public void close() {}
    };
  }

  private static ExtendedRows extended(Dataset<Row> input) {
    return new ExtendedRows(input, List.of("x"), List.of());
  }

  private Optional<String> append(Dataset<Row> input, String name) throws IOException {
    return append(input, name, added(input));
  }

  private static Dataset<Row> added(Dataset<Row> input) {
    return extended(input)
        .with(ADDED, 1000, AppendedTableTest::twice)
        .select(
            functions.col("twice").as("score"),
            functions.lit("v 1").as("model"),
            functions.lit(null).cast("string").as("reason"));
  }

  @Test
  void stopsAtARowThatCannotStayAndLeavesNothing() throws IOException {
    Dataset<Row> unlucky =
        added(table).withColumn("reason", functions.expr("if(score = 200, 'unlucky', null)"));
    assertThat(append(table, "unlucky", unlucky)).contains("rows are left out");
    assertThat(folder.resolve("unlucky")).doesNotExist();
  }

  private Optional<String> append(Dataset<Row> input, String name, Dataset<Row> added)
      throws IOException {
    StructType copied =
        input.select(KEPT.stream().map(Column::new).toArray(Column[]::new)).schema();
    return new AppendedTable(copied, extended(input).splits().orElseThrow())
        .write(added, new org.apache.hadoop.fs.Path(folder.resolve(name).toString()));
  }

  private static List<Row> rows(Dataset<Row> rows) {
    return rows.orderBy("when").collectAsList();
  }

  private void requireRight(String name) {
    Dataset<Row> written = SPARK.read().parquet(folder.resolve(name).toString());
    Dataset<Row> wanted =
        table.selectExpr("text", "nested", "x", "when", "2 * x as score", "'v 1' as model");
    assertThat(written.columns()).isEqualTo(wanted.columns());
    assertThat(written.schema().simpleString()).isEqualTo(wanted.schema().simpleString());
    assertThat(rows(written)).isEqualTo(rows(wanted)).hasSize(ROWS);
    assertThat(written.where("text = 'row 7'").count()).isEqualTo(ROWS / 1000);
  }

  @Test
  void copiesColumnsOfEveryShapeAndPutsComputedOnesBehind() throws IOException {
    assertThat(append(table, "out")).isEmpty();
    requireRight("out");
    assertThat(files("out")).hasSize(3).allMatch(name -> name.matches("part-0000\\d.parquet"));
  }

  @Test
  void copiesChunksAsTheyLieOnDisk() throws IOException {
    append(table, "out");
    List<ColumnChunkMetaData> from = chunks("in");
    List<ColumnChunkMetaData> to = chunks("out");
    assertThat(from).hasSizeGreaterThan(6);
    assertThat(to.stream().map(AppendedTableTest::content).toList())
        .containsExactlyInAnyOrderElementsOf(
            from.stream().map(AppendedTableTest::content).toList());
  }

  private static String content(ColumnChunkMetaData chunk) {
    return chunk.getValueCount() + " " + chunk.getTotalSize() + " " + chunk.getEncodings();
  }

  private List<ColumnChunkMetaData> chunks(String name) throws IOException {
    Configuration conf = new Configuration();
    List<ColumnChunkMetaData> chunks = new ArrayList<>();
    for (String file : files(name)) {
      var path = new org.apache.hadoop.fs.Path(folder.resolve(name).resolve(file).toString());
      try (ParquetFileReader reader =
          ParquetFileReader.open(HadoopInputFile.fromPath(path, conf))) {
        reader
            .getRowGroups()
            .forEach(
                block ->
                    block.getColumns().stream()
                        .filter(chunk -> chunk.getPath().toDotString().equals("text"))
                        .forEach(chunks::add));
      }
    }
    return chunks;
  }

  private List<String> files(String name) throws IOException {
    try (Stream<Path> files = Files.list(folder.resolve(name))) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(file -> file.startsWith("part") && file.endsWith(".parquet"))
          .sorted()
          .toList();
    }
  }

  @Test
  void partsAFileAmongTasksByItsRowGroups() throws IOException {
    SPARK.conf().set("spark.sql.files.maxPartitionBytes", 150_000);
    try {
      Dataset<Row> again = SPARK.read().parquet(folder.resolve("in").toString());
      assertThat(extended(again).splits().orElseThrow()).hasSizeGreaterThan(5);
      assertThat(append(again, "parted")).isEmpty();
      requireRight("parted");
    } finally {
      SPARK.conf().unset("spark.sql.files.maxPartitionBytes");
    }
  }

  @Test
  void saysWhereFilesAreOfOtherTypesAndLeavesNothing() throws IOException {
    made("float", "cast(id as double) / 3 as x").drop("when").write().parquet(folder + "/in/more");
    Dataset<Row> mixed =
        SPARK
            .read()
            .schema(table.schema())
            .parquet(folder.resolve("in").toString(), folder.resolve("in/more").toString());
    assertThat(append(mixed, "mixed").orElseThrow()).contains("has no column \"when\"");
    assertThat(folder.resolve("mixed")).doesNotExist();
  }

  @Test
  void leavesDatesOfTheOldCalendarToSparksReader() throws IOException {
    String mode = "spark.sql.parquet.datetimeRebaseModeInWrite";
    SPARK.conf().set(mode, "LEGACY");
    try {
      made("old", "cast(id as double) / 3 as x");
    } finally {
      SPARK.conf().unset(mode);
    }
    Dataset<Row> old = SPARK.read().parquet(folder.resolve("old").toString());
    assertThat(append(old, "oldest").orElseThrow())
        .endsWith("holds dates and was not written by Spark 3.1 or newer in today's calendar");
    assertThat(folder.resolve("oldest")).doesNotExist();
  }

  @Test
  void isNothingForRowsThatAreFilteredOrNoFiles() {
    assertThat(extended(table.where("id > 3")).splits()).isEmpty();
    assertThat(extended(table.cache()).splits()).isEmpty();
    table.unpersist(true);
  }

  @Test
  void takesNothingWhenATaskFails() throws IOException {
    Dataset<Row> alone = made("one", "cast(id as double) / 3 as x", 1);
    Dataset<Row> failing =
        extended(alone)
            .with(ADDED, 1000, AppendedTableTest::twice)
            .selectExpr("if(twice > 39000, raise_error('broken'), twice) as score", "null");
    assertThatThrownBy(() -> append(alone, "failed", failing)).hasStackTraceContaining("broken");
    assertThat(taken("failed")).isEmpty();
  }

  @Test
  void refusesRowsThatAreNotThoseOfTheFiles() throws IOException {
    Dataset<Row> alone = made("one", "cast(id as double) / 3 as x", 1);
    Dataset<Row> fewer = added(alone).where("score > 100");
    assertThatThrownBy(() -> append(alone, "fewer", fewer))
        .hasStackTraceContaining("rows were computed for a row group of");
    assertThat(taken("fewer")).isEmpty();
  }

  /** What of a table could be read. */
  private List<String> taken(String name) throws IOException {
    return Files.exists(folder.resolve(name)) ? files(name) : List.of();
  }
}
