package io.nightjar.spark.data.parquet;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightjar.spark.SparkFixture;
import io.nightjar.spark.data.parquet.chunk.BlockColumn;
import io.nightjar.spark.data.parquet.chunk.ComputedBlocks;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.util.HadoopInputFile;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a task has taken in and not yet given to the disk: as much as a row group, however many
 * there are. Numbers are random, so that no column gets shorter on its way.
 */
class PartWriterMemoryTest {
  private static final int GROUP_BYTES = 1 << 20;
  private static final int BLOCK = 1000;
  private static final long BYTES_A_ROW = 2L * Double.BYTES;
  private static final StructType ADDED = new StructType().add("score", DataTypes.DoubleType);

  @TempDir Path folder;

  /** Random scores; before each block it is measured what of the former ones isn't on disk. */
  private static final class Watched implements ComputedBlocks {
    private final Random random = new Random(5);
    private final double[] values = new double[BLOCK];
    private final Path file;
    private long left;
    private long done;
    private long mostHeld;

    Watched(Path file, long rows) {
      this.file = file;
      this.left = rows;
    }

    @Override
    public int next() {
      File written = file.toFile();
      mostHeld = Math.max(mostHeld, done * BYTES_A_ROW - written.length());
      int rows = (int) Math.min(BLOCK, left);
      for (int row = 0; row < rows; row++) {
        values[row] = random.nextDouble();
      }
      left -= rows;
      done += rows;
      return rows;
    }

    @Override
    public InternalRow[] leftOut() {
      return NONE;
    }

    @Override
    public BlockColumn column(int at) {
      return new BlockColumn.Numbers(values, new boolean[0]);
    }
  }

  /**
   * What was seen while a file was written.
   *
   * @param groups of the file
   * @param bytes of the file
   * @param mostHeld bytes taken in and not given away, at worst
   */
  private record Seen(int groups, long bytes, long mostHeld) {}

  private Seen write(long rows) throws IOException {
    String in = folder.resolve("in-" + rows).toString();
    SparkFixture.session()
        .range(0, rows, 1, 1)
        .selectExpr("rand(3) as x")
        .write()
        .option("parquet.block.size", GROUP_BYTES)
        .parquet(in);
    String source = file(in);
    Path out = folder.resolve("out-" + rows + ".parquet");
    Watched watched = new Watched(out, rows);
    Configuration conf =
        RowTable.of((org.apache.spark.sql.classic.SparkSession) SparkFixture.session(), ADDED)
            .conf();
    StructType all = new StructType().add("x", DataTypes.DoubleType).add(ADDED.fields()[0]);
    PartWriter.Spec spec = new PartWriter.Spec(List.of("x"), ADDED, all.json());
    try (PartWriter writer =
        new PartWriter(
            spec, watched, RowPart.counted(0), conf, new org.apache.hadoop.fs.Path(out.toUri()))) {
      FileSplit whole = new FileSplit(source, 0, new File(source).length());
      Optional<PartWriter.Content> content = writer.write(List.of(whole));
      assertThat(content.orElseThrow().hash().bytes()).isEqualTo(Files.size(out));
    }
    return new Seen(groups(out, conf), Files.size(out), watched.mostHeld);
  }

  private static String file(String table) {
    File[] files = new File(table).listFiles((parent, name) -> name.endsWith(".parquet"));
    assertThat(files).hasSize(1);
    return files[0].getPath();
  }

  private static int groups(Path file, Configuration conf) throws IOException {
    try (ParquetFileReader reader =
        ParquetFileReader.open(
            HadoopInputFile.fromPath(new org.apache.hadoop.fs.Path(file.toUri()), conf))) {
      return reader.getRowGroups().size();
    }
  }

  @Test
  void holdsNoMoreOfALongFileThanOfAShortOne() throws IOException {
    Seen brief = write(300_000);
    Seen lengthy = write(2_400_000);

    assertThat(brief.groups()).isGreaterThanOrEqualTo(2);
    assertThat(lengthy.groups()).isGreaterThanOrEqualTo(6 * brief.groups());
    assertThat(lengthy.bytes()).isGreaterThan(12 * lengthy.mostHeld());
    assertThat(lengthy.mostHeld()).isLessThan(brief.mostHeld() + (1 << 19));
    assertThat(lengthy.mostHeld()).isGreaterThan(GROUP_BYTES / 2);
  }
}
