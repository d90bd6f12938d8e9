package io.nightjar.spark.data.parquet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nightjar.features.raw.NumberColumn;
import io.nightjar.features.raw.RawBatch;
import io.nightjar.spark.SparkFixture;
import io.nightjar.spark.data.batch.RawBatches;
import io.nightjar.spark.data.parquet.chunk.BlockColumn;
import io.nightjar.spark.data.parquet.chunk.ComputedBlocks;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
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
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.unsafe.types.UTF8String;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AppendedTableTest {
  private static final SparkSession SPARK = SparkFixture.session();
  private static final int ROWS = 60_000;
  private static final int BLOCK = 1000;
  private static final StructType ADDED =
      new StructType().add("score", DataTypes.DoubleType).add("model", DataTypes.StringType, false);
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

  /** What a test does to the computed numbers. */
  private enum Twist {
    NONE,
    UNLUCKY_ROWS,
    UNLUCKY_ALL,
    FAILURE,
    FEWER_ROWS
  }

  /** Twice the number, and a text that is always the same. */
  private record Twice(Iterator<RawBatch> batches, Twist twist, double[] values)
      implements ComputedBlocks {
    Twice(Iterator<RawBatch> batches, Twist twist) {
      this(batches, twist, new double[BLOCK]);
    }

    @Override
    public int next() {
      if (!batches.hasNext()) {
        return 0;
      }
      RawBatch batch = batches.next();
      double[] given = ((NumberColumn) batch.column(0)).values();
      for (int row = 0; row < batch.rows(); row++) {
        values[row] = 2 * given[row];
        if (twist == Twist.FAILURE && values[row] > 39_000) {
          throw new IllegalStateException("broken");
        }
      }
      boolean fewer = twist == Twist.FEWER_ROWS && !batches.hasNext();
      return batch.rows() - (fewer ? 1 : 0);
    }

    @Override
    public InternalRow[] leftOut() {
      InternalRow[] told = new InternalRow[BLOCK];
      for (int row = 0; row < BLOCK; row++) {
        boolean unlucky = twist == Twist.UNLUCKY_ROWS && isUnlucky(values[row] / 2);
        if (unlucky || twist == Twist.UNLUCKY_ALL) {
          told[row] =
              new GenericInternalRow(
                  new Object[] {UTF8String.fromString("x = " + values[row] / 2)});
        }
      }
      return told;
    }

    @Override
    public BlockColumn column(int at) {
      return at == 0
          ? new BlockColumn.Numbers(values, new boolean[0])
          : new BlockColumn.Constant("v 1");
    }
  }

  private static RawBatches batches(Dataset<Row> input) {
    return new RawBatches(input, List.of("x"));
  }

  private Optional<String> append(Dataset<Row> input, String name) throws IOException {
    return append(input, name, Twist.NONE);
  }

  /** A few rows of the first file, and all of some row group of the second. */
  private static boolean isUnlucky(double x) {
    return x == 20 || x == 21 || x == 5000 || (x > 8000 && x < 11_000);
  }

  private static final String UNLUCKY = "x in (20, 21, 5000) or (x > 8000 and x < 11000)";

  @Test
  void leavesRowsOutAndTellsOfThemInAnotherTable() throws IOException {
    AppendedTable.Outcome outcome = written(table, "some", Twist.UNLUCKY_ROWS, Optional.of("told"));

    long unlucky = table.where(UNLUCKY).count();
    assertThat(outcome.refused()).isEmpty();
    assertThat(outcome.rowsLeftOut()).isEqualTo(unlucky).isGreaterThan(3);
    Dataset<Row> staying = table.where("not (" + UNLUCKY + ")");
    requireRight("some", staying, ROWS - (int) unlucky);
    assertThat(
            SPARK.read().parquet(folder.resolve("told").toString()).orderBy("told").collectAsList())
        .isEqualTo(
            table
                .where(UNLUCKY)
                .selectExpr("concat('x = ', cast(x as string)) as told")
                .orderBy("told")
                .collectAsList());
  }

  @Test
  void copiesTheRowGroupsThatLoseNoRowAsTheyLieOnDisk() throws IOException {
    written(table, "some", Twist.UNLUCKY_ROWS, Optional.empty());
    List<String> from = chunks("in").stream().map(AppendedTableTest::content).toList();
    List<String> to = chunks("some").stream().map(AppendedTableTest::content).toList();
    assertThat(to).hasSizeLessThan(from.size()); // of one group no row stays
    assertThat(from.stream().filter(to::contains).count()).isGreaterThan(3);
  }

  @Test
  void isATableWithoutRowsWhereNoneStays() throws IOException {
    AppendedTable.Outcome outcome = written(table, "none", Twist.UNLUCKY_ALL, Optional.of("all"));
    assertThat(outcome.refused()).isEmpty();
    assertThat(outcome.rowsLeftOut()).isEqualTo(ROWS);
    Dataset<Row> none = SPARK.read().parquet(folder.resolve("none").toString());
    assertThat(none.count()).isZero();
    assertThat(none.columns()).containsExactly("text", "nested", "x", "when", "score", "model");
    assertThat(SPARK.read().parquet(folder.resolve("all").toString()).count()).isEqualTo(ROWS);
  }

  private Optional<String> append(Dataset<Row> input, String name, Twist twist) throws IOException {
    return written(input, name, twist, Optional.empty()).refused();
  }

  private org.apache.hadoop.fs.Path path(String name) {
    return new org.apache.hadoop.fs.Path(folder.resolve(name).toString());
  }

  private AppendedTable.Outcome written(
      Dataset<Row> input, String name, Twist twist, Optional<String> leftOut) throws IOException {
    StructType copied =
        input.select(KEPT.stream().map(Column::new).toArray(Column[]::new)).schema();
    AppendedTable.Source<RawBatch> source =
        new AppendedTable.Source<>(
            batches(input).splits().orElseThrow(),
            batches(input).of(BLOCK),
            part -> new Twice(part, twist));
    return new AppendedTable(copied, ADDED, new StructType().add("told", DataTypes.StringType))
        .write(
            SPARK,
            source,
            new AppendedTable.Folders(path(name), leftOut.map(this::path)),
            Resumption.none());
  }

  private static List<Row> rows(Dataset<Row> rows) {
    return rows.orderBy("when").collectAsList();
  }

  private void requireRight(String name) {
    requireRight(name, table, ROWS);
    Dataset<Row> written = SPARK.read().parquet(folder.resolve(name).toString());
    assertThat(written.where("text = 'row 7'").count()).isEqualTo(ROWS / 1000);
  }

  private void requireRight(String name, Dataset<Row> staying, int count) {
    Dataset<Row> written = SPARK.read().parquet(folder.resolve(name).toString());
    Dataset<Row> wanted =
        staying.selectExpr("text", "nested", "x", "when", "2 * x as score", "'v 1' as model");
    assertThat(written.columns()).isEqualTo(wanted.columns());
    assertThat(written.schema().simpleString()).isEqualTo(wanted.schema().simpleString());
    assertThat(rows(written)).isEqualTo(rows(wanted)).hasSize(count);
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
      assertThat(batches(again).splits().orElseThrow()).hasSizeGreaterThan(5);
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
    assertThat(batches(table.where("id > 3")).splits()).isEmpty();
    assertThat(batches(table.cache()).splits()).isEmpty();
    table.unpersist(true);
  }

  @Test
  void takesNothingWhenATaskFails() throws IOException {
    Dataset<Row> alone = made("one", "cast(id as double) / 3 as x", 1);
    assertThatThrownBy(() -> append(alone, "failed", Twist.FAILURE))
        .hasStackTraceContaining("broken");
    assertThat(taken("failed")).isEmpty();
  }

  @Test
  void refusesRowsThatAreNotThoseOfTheFiles() throws IOException {
    Dataset<Row> alone = made("one", "cast(id as double) / 3 as x", 1);
    assertThatThrownBy(() -> append(alone, "fewer", Twist.FEWER_ROWS))
        .hasStackTraceContaining("rows were computed for a row group of");
    assertThat(taken("fewer")).isEmpty();
  }

  /** What of a table could be read. */
  private List<String> taken(String name) throws IOException {
    return Files.exists(folder.resolve(name)) ? files(name) : List.of();
  }

  @Test
  void namesAFileOfWhichAPageCannotBeDecodedThatLosesRows() throws IOException {
    Path file = folder.resolve("in").resolve(files("in").get(0));
    ColumnChunkMetaData text = chunks("in").get(0);
    byte[] bytes = Files.readAllBytes(file);
    int middle = (int) (text.getStartingPos() + text.getTotalSize() / 2);
    Arrays.fill(bytes, middle, middle + 20, (byte) 0x5a);
    Files.write(file, bytes);
    Files.deleteIfExists(file.resolveSibling("." + file.getFileName() + ".crc"));
    assertThatThrownBy(() -> append(table, "damaged", Twist.UNLUCKY_ROWS))
        .hasStackTraceContaining(file + ": cannot be read as parquet: ");
    assertThat(taken("damaged")).isEmpty();
  }

  @Test
  void namesAFileWithARowGroupOutsideOfIt() throws IOException {
    byte[] whole = Files.readAllBytes(folder.resolve("in").resolve(files("in").get(0)));
    int footer = ByteBuffer.wrap(whole).order(ByteOrder.LITTLE_ENDIAN).getInt(whole.length - 8);
    byte[] tail = Arrays.copyOfRange(whole, whole.length - 8 - footer, whole.length);
    Path file = folder.resolve("in/part-outside.parquet");
    Files.write(file, ByteBuffer.allocate(4 + tail.length).put(whole, 0, 4).put(tail).array());
    Dataset<Row> more = SPARK.read().parquet(folder.resolve("in").toString());
    assertThatThrownBy(() -> append(more, "outside"))
        .hasStackTraceContaining(file + ": cannot be read as parquet: its footer places row group");
  }
}
