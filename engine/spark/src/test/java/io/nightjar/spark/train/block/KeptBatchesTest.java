package io.nightjar.spark.train.block;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightjar.features.ColumnType;
import io.nightjar.features.FeatureSpec;
import io.nightjar.features.Missing;
import io.nightjar.features.NumericFeature;
import io.nightjar.features.NumericRange;
import io.nightjar.features.design.Precision;
import io.nightjar.features.raw.RawBatch;
import io.nightjar.kernels.block.ColumnBlock;
import io.nightjar.model.Target;
import io.nightjar.spark.SparkFixture;
import io.nightjar.spark.StoredRdds;
import io.nightjar.spark.data.CatalogTable;
import io.nightjar.spark.data.Table;
import io.nightjar.spark.data.batch.RawBatches;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaRDD;
import org.junit.jupiter.api.Test;

class KeptBatchesTest {
  private static final String NUMBERS =
      "select float(id % 13) as a, if(id % 5 = 0, null, double(id)) as b, id % 3 as y,"
          + " string(id) as name from range(0, 500, 1, 3)";

  private static Table table(String query) {
    return CatalogTable.of("kept_batches", SparkFixture.session().sql(query));
  }

  private static List<String> rows(JavaRDD<RawBatch> batches) {
    return batches.flatMap(batch -> texts(batch).iterator()).collect();
  }

  private static List<String> texts(RawBatch batch) {
    return IntStream.range(0, batch.rows())
        .mapToObj(row -> Arrays.toString(batch.row(row)))
        .toList();
  }

  @Test
  void areThoseOfTheTableHoweverOftenTheyAreRead() {
    Table table = table(NUMBERS);
    List<String> wanted = List.of("y", "a", "b");
    try (KeptBatches kept = KeptBatches.of(table, List.of("a", "b", "y"), 500, 64).orElseThrow()) {
      JavaRDD<RawBatch> batches = kept.select(wanted).orElseThrow();
      List<String> expected = rows(new RawBatches(table.rows(), wanted).of(64));
      assertThat(rows(batches)).isEqualTo(expected).hasSize(500);
      assertThat(rows(batches)).isEqualTo(expected);
      assertThat(kept.select(List.of("a", "name"))).isEmpty();
    }
  }

  @Test
  void areFreed() {
    StoredRdds stored = StoredRdds.fromNow();
    KeptBatches kept = KeptBatches.of(table(NUMBERS), List.of("a"), 500, 64).orElseThrow();
    assertThat(stored.since()).hasSize(1);
    kept.close();
    assertThat(stored.since()).isEmpty();
  }

  @Test
  void areNotThereWithTextsOrWithoutRoom() {
    Optional<KeptBatches> texts = KeptBatches.of(table(NUMBERS), List.of("a", "name"), 500, 64);
    assertThat(texts).isEmpty();
    assertThat(KeptBatches.of(table(NUMBERS), List.of("a"), 1L << 50, 64)).isEmpty();
  }

  @Test
  void takeTheRoomOfTheirArrays() {
    StoredRdds stored = StoredRdds.fromNow();
    String query = "select float(id) as a, double(id) as b from range(0, 40960, 1, 2)";
    List<String> names = List.of("a", "b");
    try (KeptBatches kept = KeptBatches.of(table(query), names, 40960, 4096).orElseThrow()) {
      assertThat(kept.select(names).orElseThrow().count()).isEqualTo(10);
      long arrays = 40960L * (Float.BYTES + Double.BYTES);
      assertThat(stored.bytesSince()).isBetween(arrays, arrays + arrays / 20);
    }
  }

  @Test
  void becomeBlocksWhereTheWorkIsDone() {
    Table table = table(NUMBERS);
    BlockPlan plan =
        new BlockPlan(
            new FeatureSpec(
                List.of(
                    new NumericFeature(
                        "a", ColumnType.FLOAT, 6, Missing.NONE, new NumericRange(6, 4, 0, 12)))),
            Precision.FLOAT,
            Target.regression("y"),
            null,
            null,
            64);
    StoredRdds stored = StoredRdds.fromNow();
    try (KeptBatches kept = KeptBatches.of(table, List.of("a", "b", "y"), 500, 64).orElseThrow();
        LabelledBlocks blocks = LabelledBlocks.of(kept, table.origin(), plan).orElseThrow();
        LabelledBlocks others = LabelledBlocks.of(table, plan)) {
      String expected = others.inOneTask(KeptBatchesTest::text);
      assertThat(blocks.inOneTask(KeptBatchesTest::text)).isEqualTo(expected).contains("12.0 1.0");
      assertThat(stored.since()).hasSize(1);
      assertThat(text(blocks)).isEqualTo(expected);
    }
  }

  /** Numbers and labels, a row after the other, with a bar behind each partition. */
  private static String text(BlockFolds blocks) {
    return blocks.reduce(
        (partition, part) -> {
          StringBuilder text = new StringBuilder();
          while (part.hasNext()) {
            LabelledBlock block = part.next();
            float[] numbers = ((ColumnBlock) block.features()).column(0);
            for (int i = 0; i < block.rows(); i++) {
              text.append(numbers[i]).append(' ').append(block.label(i)).append('\n');
            }
          }
          return text + "|";
        },
        String::concat);
  }
}
