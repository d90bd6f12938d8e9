package io.nightjar.spark.data.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nightjar.features.raw.NumberColumn;
import io.nightjar.features.raw.RawBatch;
import io.nightjar.spark.SparkFixture;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.util.LongAccumulator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExtendedRowsTest {
  private static final SparkSession SPARK = SparkFixture.session();
  private static final StructType ADDED =
      new StructType()
          .add("double", DataTypes.DoubleType)
          .add("pair", DataTypes.createArrayType(DataTypes.DoubleType, false))
          .add("parity", DataTypes.StringType)
          .add("nested", new StructType().add("of", DataTypes.StringType), true);

  private static Dataset<Row> table(Path folder) {
    String path = folder.resolve("t").toString();
    SPARK
        .range(0, 1000, 1, 3)
        .selectExpr("id", "id / 7 as x", "array(id, null) as list", "concat('é', id) as text")
        .write()
        .parquet(path);
    return SPARK.read().parquet(path);
  }

  /** Twice the number, both, and whether the half is whole; nothing for every tenth row. */
  private record Doubling(LongAccumulator closed) implements ExtendedRows.Extender {
    @Override
    public ExtendedRows.Extension open() {
      return new ExtendedRows.Extension() {
        private double[] values;

        @Override
        public void compute(RawBatch batch) {
          assertThat(batch.rows()).isBetween(1, 64);
          values = ((NumberColumn) batch.column(0)).values().clone();
        }

        @Override
        public Object[] values(int row) {
          double x = values[row];
          String parity = Math.round(x * 7) % 2 == 0 ? "even" : null;
          return new Object[] {2 * x, new double[] {x, 2 * x}, parity, RowFactory.create("n" + x)};
        }

        @Override
        public void close() {
          closed.add(1);
        }
      };
    }
  }

  private static Dataset<Row> extended(Dataset<Row> table, LongAccumulator closed) {
    return new ExtendedRows(table, List.of("x"), List.of("text", "list", "x"))
        .with(ADDED, 64, new Doubling(closed));
  }

  private static void requireRight(Dataset<Row> extended, long rows) {
    assertThat(extended.columns())
        .containsExactly("text", "list", "x", "double", "pair", "parity", "nested");
    assertThat(extended.count()).isEqualTo(rows);
    for (Row row : extended.collectAsList()) {
      long id = Long.parseLong(row.getString(0).substring(1));
      assertThat(row.getList(1)).hasSize(2).first().isEqualTo(id);
      assertThat(row.getDouble(2)).isEqualTo(id / 7.0);
      assertThat(row.getDouble(3)).isEqualTo(2 * (id / 7.0));
      assertThat(row.<Double>getList(4)).containsExactly(id / 7.0, 2 * (id / 7.0));
      assertThat(row.getString(5)).isEqualTo(id % 2 == 0 ? "even" : null);
      assertThat(row.getStruct(6).getString(0)).isEqualTo("n" + id / 7.0);
    }
  }

  @Test
  void putsComputedColumnsBehindThoseThatStay(@TempDir Path folder) {
    LongAccumulator closed = SPARK.sparkContext().longAccumulator();
    Dataset<Row> table = table(folder);
    requireRight(extended(table, closed), 1000);
    requireRight(extended(table.where("id % 3 = 1"), closed), 333);
    assertThat(closed.value()).isPositive();
  }

  @Test
  void keepsRowsThatAreCachedAndSortedBehindIt(@TempDir Path folder) {
    LongAccumulator closed = SPARK.sparkContext().longAccumulator();
    Dataset<Row> cached = extended(table(folder), closed).cache();
    try {
      requireRight(cached, 1000);
      assertThat(cached.orderBy("x").head().getString(0)).isEqualTo("é0");
      assertThat(cached.where("double > 284").count()).isEqualTo(5);
    } finally {
      cached.unpersist(true);
    }
  }

  @Test
  void passesOnNothingWhereNothingStays(@TempDir Path folder) {
    LongAccumulator closed = SPARK.sparkContext().longAccumulator();
    Dataset<Row> alone =
        new ExtendedRows(table(folder), List.of("x"), List.of())
            .with(ADDED, 64, new Doubling(closed));
    assertThat(alone.columns()).containsExactly("double", "pair", "parity", "nested");
    assertThat(alone.selectExpr("round(sum(double))").head().getDouble(0)).isEqualTo(142714.0);
  }

  @Test
  void refusesToComputeWithWhatHoldsNoRawValues(@TempDir Path folder) {
    ExtendedRows rows = new ExtendedRows(table(folder), List.of("list"), List.of());
    assertThatThrownBy(() -> rows.with(ADDED, 64, null))
        .hasMessageStartingWith("list: is of type array<bigint>; must be a number");
  }
}
