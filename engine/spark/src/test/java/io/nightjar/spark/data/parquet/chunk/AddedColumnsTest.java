package io.nightjar.spark.data.parquet.chunk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nightjar.spark.SparkFixture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.mapreduce.Job;
import org.apache.parquet.column.statistics.SizeStatistics;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.ParquetFileWriter;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.hadoop.util.HadoopInputFile;
import org.apache.parquet.hadoop.util.HadoopOutputFile;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.execution.datasources.parquet.ParquetFileFormat;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import scala.collection.immutable.Map$;
import scala.jdk.javaapi.CollectionConverters;

/** The oracle is Spark's own writer: the same rows, types and statistics. */
class AddedColumnsTest {
  private static final SparkSession SPARK = SparkFixture.session();
  private static final int BLOCK = 777;

  /** Two pages and a bit, so that some pages have nulls and others none. */
  private static final int ROWS = 45_000;

  private static final Instant MOMENT = Instant.parse("2026-11-27T04:05:06.123456Z");
  private static final List<String> CLASSES = List.of("späť", "", "a class", "never");
  private static final StructType TYPES =
      new StructType()
          .add("number", DataTypes.DoubleType)
          .add("sure", DataTypes.DoubleType, false)
          .add("cluster", DataTypes.IntegerType)
          .add("label", DataTypes.StringType)
          .add("text", DataTypes.StringType)
          .add("list", DataTypes.createArrayType(DataTypes.DoubleType, false))
          .add("none", DataTypes.StringType)
          .add("model", DataTypes.StringType, false)
          .add("version", DataTypes.IntegerType, false)
          .add("at", DataTypes.TimestampType, false)
          .add("maybe", DataTypes.StringType);

  @TempDir private Path folder;
  private final List<Integer> leftOut = new ArrayList<>();

  private static boolean isNull(int row) {
    return row > 30_000 && row % 3 == 0;
  }

  private static double number(int row) {
    return row == 5 ? -0.0 : row == 6 ? 0.0 : Math.sin(row) * row;
  }

  private static double sure(int row) {
    return row == 25_000 ? Double.NaN : 2 + Math.cos(row);
  }

  private static int code(int row) {
    return isNull(row) ? -1 : row % 3;
  }

  private static Row row(int row) {
    boolean none = isNull(row);
    return RowFactory.create(
        none ? null : number(row),
        sure(row),
        none ? null : row % 7,
        none ? null : CLASSES.get(code(row)),
        none ? null : "text " + row % 5_000,
        none ? null : List.of(number(row), 1.0 * row),
        null,
        "a model",
        7,
        Timestamp.from(MOMENT),
        "perhaps");
  }

  /** The same rows by column. */
  private static final class Blocks implements ComputedBlocks {
    private final int rows;
    private final IntPredicate isLeftOut;
    private int first;
    private int size;

    Blocks(int rows) {
      this(rows, row -> false);
    }

    Blocks(int rows, IntPredicate isLeftOut) {
      this.rows = rows;
      this.isLeftOut = isLeftOut;
    }

    private static scala.collection.immutable.Seq<Object> seq(int row) {
      return CollectionConverters.asScala(List.<Object>of(row)).toList();
    }

    @Override
    public int next() {
      first += size;
      size = Math.min(BLOCK, rows - first);
      return size;
    }

    @Override
    public InternalRow[] leftOut() {
      InternalRow[] told = new InternalRow[size];
      for (int i = 0; i < size; i++) {
        told[i] = isLeftOut.test(first + i) ? InternalRow.fromSeq(seq(first + i)) : null;
      }
      return told;
    }

    @Override
    public BlockColumn column(int at) {
      boolean[] nulls = new boolean[size];
      double[] numbers = new double[size];
      int[] codes = new int[size];
      int[] clusters = new int[size];
      String[] texts = new String[size];
      double[] lists = new double[2 * size];
      for (int i = 0; i < size; i++) {
        int row = first + i;
        nulls[i] = isNull(row);
        numbers[i] = at == 0 ? number(row) : sure(row);
        codes[i] = code(row);
        clusters[i] = row % 7;
        texts[i] = nulls[i] ? null : "text " + row % 5_000;
        lists[2 * i] = number(row);
        lists[2 * i + 1] = row;
      }
      boolean[] given = first + size < 30_000 ? new boolean[0] : nulls;
      return switch (at) {
        case 0 -> new BlockColumn.Numbers(numbers, given);
        case 1 -> new BlockColumn.Numbers(numbers, new boolean[0]);
        case 2 -> new BlockColumn.Integers(clusters, given);
        case 3 -> new BlockColumn.Codes(CLASSES, codes);
        case 4 -> new BlockColumn.Texts(texts);
        case 5 -> new BlockColumn.Lists(lists, 2, given);
        case 6 -> new BlockColumn.Codes(CLASSES, filled(-1));
        case 7 -> new BlockColumn.Constant("a model");
        case 8 -> new BlockColumn.Constant(7);
        case 9 -> new BlockColumn.Constant(MOMENT);
        default -> new BlockColumn.Constant("perhaps");
      };
    }

    private int[] filled(int value) {
      int[] all = new int[size];
      Arrays.fill(all, value);
      return all;
    }
  }

  private static Configuration conf() throws IOException {
    var spark = (org.apache.spark.sql.classic.SparkSession) SPARK;
    Job job = Job.getInstance(spark.sessionState().newHadoopConf());
    new ParquetFileFormat().prepareWrite(spark, job, Map$.MODULE$.empty(), TYPES);
    return job.getConfiguration();
  }

  /** Writes row groups of so many rows. */
  private String write(String name, ComputedBlocks blocks, long... groups) throws IOException {
    Configuration conf = conf();
    String path = folder.resolve(name).toString();
    try (AddedColumns columns = new AddedColumns(TYPES, blocks, conf)) {
      ParquetFileWriter file =
          new ParquetFileWriter(
              HadoopOutputFile.fromPath(new org.apache.hadoop.fs.Path(path), conf),
              columns.schema(),
              ParquetFileWriter.Mode.CREATE,
              1 << 27,
              0,
              null,
              org.apache.parquet.column.ParquetProperties.builder().build());
      file.start();
      for (long rows : groups) {
        try (EncodedGroup group = columns.encode(rows)) {
          group.told().forEach(told -> leftOut.add(told.getInt(0)));
          if (group.rows() > 0) {
            file.startBlock(group.rows());
            group.appendTo(file);
            file.endBlock();
          }
        }
      }
      file.end(columns.metadata());
      assertThat(columns.hasRows()).isFalse();
    }
    return path;
  }

  private Dataset<Row> bySpark() {
    List<Row> rows = new ArrayList<>();
    for (int row = 0; row < ROWS; row++) {
      rows.add(row(row));
    }
    String path = folder.resolve("spark").toString();
    SPARK.createDataFrame(rows, TYPES).coalesce(1).write().parquet(path);
    return SPARK.read().parquet(path);
  }

  private Path sparksFile() throws IOException {
    try (Stream<Path> files = Files.list(folder.resolve("spark"))) {
      return files.filter(file -> file.toString().endsWith(".parquet")).findFirst().orElseThrow();
    }
  }

  @Test
  void readsAsTheRowsThatSparkWrites() throws IOException {
    List<Row> wanted = bySpark().collectAsList();
    String path = write("ours.parquet", new Blocks(ROWS), 1, 20_000, ROWS - 20_001);
    for (boolean vectors : new boolean[] {true, false}) {
      SPARK.conf().set("spark.sql.parquet.enableVectorizedReader", vectors);
      try {
        Dataset<Row> ours = SPARK.read().parquet(path);
        assertThat(ours.schema()).isEqualTo(SPARK.read().parquet(folder + "/spark").schema());
        assertThat(ours.collectAsList()).isEqualTo(wanted);
        assertThat(ours.where("label = 'a class' and number > 44000").count())
            .isEqualTo(bySparkAgain("label = 'a class' and number > 44000"));
        assertThat(ours.where("text = 'text 4999' or model = 'other'").count())
            .isEqualTo(bySparkAgain("text = 'text 4999' or model = 'other'"));
      } finally {
        SPARK.conf().unset("spark.sql.parquet.enableVectorizedReader");
      }
    }
  }

  private long bySparkAgain(String condition) {
    return SPARK.read().parquet(folder + "/spark").where(condition).count();
  }

  @Test
  void hasTheTypesAndStatisticsThatSparkWrites() throws IOException {
    bySpark();
    List<String> wanted = facts(sparksFile().toString());
    assertThat(facts(write("ours.parquet", new Blocks(ROWS), ROWS))).isEqualTo(wanted);
  }

  private static List<String> facts(String path) throws IOException {
    List<String> facts = new ArrayList<>();
    var file = HadoopInputFile.fromPath(new org.apache.hadoop.fs.Path(path), new Configuration());
    try (ParquetFileReader reader = ParquetFileReader.open(file)) {
      facts.add(reader.getFileMetaData().getSchema().toString());
      for (BlockMetaData block : reader.getRowGroups()) {
        for (ColumnChunkMetaData chunk : block.getColumns()) {
          facts.add(
              "%s: %d values, %s, %s, %s"
                  .formatted(
                      chunk.getPath(),
                      chunk.getValueCount(),
                      chunk.getStatistics(),
                      sizes(chunk.getSizeStatistics()),
                      reader.readColumnIndex(chunk) == null ? "no index" : "indexed"));
        }
      }
    }
    return facts;
  }

  private static String sizes(SizeStatistics sizes) {
    return sizes.getUnencodedByteArrayDataBytes().orElse(null)
        + " bytes, levels "
        + sizes.getRepetitionLevelHistogram()
        + sizes.getDefinitionLevelHistogram();
  }

  @Test
  void refusesANullWhereTheColumnHasNone() {
    ComputedBlocks blocks =
        new ComputedBlocks() {
          private boolean done;

          @Override
          public int next() {
            boolean more = !done;
            done = true;
            return more ? 1 : 0;
          }

          @Override
          public InternalRow[] leftOut() {
            return NONE;
          }

          @Override
          public BlockColumn column(int at) {
            Blocks plain = new Blocks(1);
            plain.next();
            return at == 1
                ? new BlockColumn.Numbers(new double[1], new boolean[] {true})
                : plain.column(at);
          }
        };
    assertThatThrownBy(() -> write("null.parquet", blocks, 1))
        .hasMessageContaining("has a null; must have a value in each row");
  }

  @Test
  void saysWhereRowsAreMissing() {
    assertThatThrownBy(() -> write("few.parquet", new Blocks(1_000), 1_001))
        .hasMessage("only 1000 rows were computed for a row group of 1001");
  }

  @Test
  void leavesRowsOutAndTellsOfThem() throws IOException {
    List<Row> all = bySpark().collectAsList();
    for (IntPredicate isLeftOut :
        List.<IntPredicate>of(
            row -> row % 1000 == 7,
            row -> row < 20_000 || row % 3 == 0,
            row -> row == ROWS - 1,
            row -> row > 0)) {
      leftOut.clear();
      String name = "some-%d.parquet".formatted(isLeftOut.hashCode());
      String path = write(name, new Blocks(ROWS, isLeftOut), 1, 19_999, 20_001, ROWS - 40_001);
      List<Row> wanted = new ArrayList<>();
      List<Integer> others = new ArrayList<>();
      for (int row = 0; row < ROWS; row++) {
        if (isLeftOut.test(row)) {
          others.add(row);
        } else {
          wanted.add(all.get(row));
        }
      }
      assertThat(SPARK.read().parquet(path).collectAsList()).isEqualTo(wanted).isNotEmpty();
      assertThat(leftOut).isEqualTo(others);
    }
  }
}
