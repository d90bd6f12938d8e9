package io.nightjar.spark.data.parquet;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightjar.features.raw.NumberColumn;
import io.nightjar.features.raw.RawBatch;
import io.nightjar.spark.SparkFixture;
import io.nightjar.spark.data.batch.RawBatches;
import io.nightjar.spark.data.parquet.chunk.BlockColumn;
import io.nightjar.spark.data.parquet.chunk.ComputedBlocks;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.LongPredicate;
import java.util.stream.LongStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Parts of which a filter drops rows, and others are left out and told of. */
class FilteredPartsTest {
  private static final SparkSession SPARK = SparkFixture.session();
  private static final int ROWS = 60_000;
  private static final int BLOCK = 1000;
  private static final StructType TOLD = new StructType().add("told", DataTypes.LongType);

  @TempDir Path folder;

  /** Single rows, whole blocks and whole row groups; none of the last ones. */
  private static boolean isFiltered(long id) {
    return id < 45_000 && (id % 7 == 0 || (id >= 20_500 && id < 33_000));
  }

  private static boolean isLeftOut(long id) {
    return id < 50_000 && !isFiltered(id) && id % 11 == 3;
  }

  /** Twice the id of the rows that pass. */
  private static final class Twice implements ComputedBlocks {
    private final Iterator<RawBatch> batches;
    private final LongPredicate drops;
    private boolean[] filtered = ALL_PASS;
    private long[] passing = {};

    Twice(Iterator<RawBatch> batches, LongPredicate drops) {
      this.batches = batches;
      this.drops = drops;
    }

    @Override
    public int next() {
      if (!batches.hasNext()) {
        return 0;
      }
      RawBatch batch = batches.next();
      double[] ids = ((NumberColumn) batch.column(0)).values();
      filtered = new boolean[batch.rows()];
      for (int row = 0; row < batch.rows(); row++) {
        filtered[row] = drops.test((long) ids[row]);
      }
      passing =
          Arrays.stream(ids, 0, batch.rows())
              .mapToLong(id -> (long) id)
              .filter(drops.negate())
              .toArray();
      return batch.rows();
    }

    @Override
    public boolean[] filtered() {
      return filtered;
    }

    @Override
    public InternalRow[] leftOut() {
      return Arrays.stream(passing)
          .mapToObj(id -> isLeftOut(id) ? new GenericInternalRow(new Object[] {id}) : null)
          .toArray(InternalRow[]::new);
    }

    @Override
    public BlockColumn column(int at) {
      assertThat(passing).as("a column of a block that no row of passes").isNotEmpty();
      double[] twice = Arrays.stream(passing).mapToDouble(id -> 2.0 * id).toArray();
      return new BlockColumn.Numbers(twice, new boolean[0]);
    }
  }

  private Dataset<Row> made(int groupBytes) {
    String path = folder.resolve("in").toString();
    SPARK
        .range(0, ROWS, 1, 2)
        .selectExpr("id", "if(id % 5 = 0, null, concat('row ', id)) as text")
        .write()
        .option("parquet.block.size", groupBytes)
        .parquet(path);
    return SPARK.read().parquet(path);
  }

  private AppendedTable.Outcome write(Dataset<Row> input, boolean all) throws IOException {
    RawBatches batches = new RawBatches(input, List.of("id"));
    AppendedTable.Source<RawBatch> source =
        new AppendedTable.Source<>(
            batches.splits().orElseThrow(),
            batches.of(BLOCK),
            part -> new Twice(part, all ? id -> true : FilteredPartsTest::isFiltered),
            new Skipped(3, 100));
    StructType added = new StructType().add("twice", DataTypes.DoubleType);
    return new AppendedTable(input.schema(), added, TOLD)
        .write(
            SPARK,
            source,
            new AppendedTable.Folders(path("out"), Optional.of(path("told"))),
            Resumption.none());
  }

  private org.apache.hadoop.fs.Path path(String name) {
    return new org.apache.hadoop.fs.Path(folder.resolve(name).toString());
  }

  private List<Long> longs(String table, String column) {
    return SPARK
        .read()
        .parquet(folder.resolve(table).toString())
        .selectExpr("cast(" + column + " as long) as number")
        .orderBy("number")
        .as(Encoders.LONG())
        .collectAsList();
  }

  private static List<Long> ids(LongPredicate which) {
    return LongStream.range(0, ROWS).filter(which).boxed().toList();
  }

  @ParameterizedTest
  @ValueSource(ints = {60_000, 128 << 20})
  void holdTheOtherRowsWhateverTheRowGroups(int groupBytes) throws IOException {
    Dataset<Row> input = made(groupBytes);
    AppendedTable.Outcome outcome = write(input, false);

    List<Long> stay = ids(id -> !isFiltered(id) && !isLeftOut(id));
    assertThat(longs("out", "id")).isEqualTo(stay);
    assertThat(longs("out", "twice / 2")).isEqualTo(stay);
    assertThat(longs("told", "told")).isEqualTo(ids(FilteredPartsTest::isLeftOut));
    Dataset<Row> out = SPARK.read().parquet(folder.resolve("out").toString());
    assertThat(out.where("twice <> 2 * id or not (text <=> if(id % 5 = 0, null, 'row ' || id))"))
        .matches(Dataset::isEmpty, "has no row whose columns don't belong together");
    assertThat(outcome.refused()).isEmpty();
    assertThat(outcome.rowsLeftOut()).isEqualTo(ids(FilteredPartsTest::isLeftOut).size());
    assertThat(outcome.rowsFiltered()).isEqualTo(ids(FilteredPartsTest::isFiltered).size() + 100);
  }

  @Test
  void areATableWithoutRowsWhereAllAreDropped() throws IOException {
    AppendedTable.Outcome outcome = write(made(60_000), true);

    assertThat(outcome.refused()).isEmpty();
    assertThat(outcome.rowsFiltered()).isEqualTo(ROWS + 100);
    assertThat(longs("out", "twice")).isEmpty();
    assertThat(longs("told", "told")).isEmpty();
  }
}
