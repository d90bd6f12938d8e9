package io.nightjar.spark.train.trees;

import io.nightjar.config.JobConfig;
import io.nightjar.spark.SparkFixture;
import io.nightjar.spark.data.Table;
import io.nightjar.spark.data.read.Tables;
import io.nightjar.spark.train.TrainingRuns;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** A made table with numbers, categories, missing values and weights, and labels of each kind. */
final class MadeTable {
  private static final int ROWS = 3000;
  private static final String[] COLOURS = {"red", "green", "blue", "grey", "pink", "teal", null};
  private static final StructType SCHEMA =
      new StructType()
          .add("id", DataTypes.LongType)
          .add("x", DataTypes.DoubleType)
          .add("z", DataTypes.DoubleType)
          .add("n", DataTypes.IntegerType)
          .add("colour", DataTypes.StringType)
          .add("w", DataTypes.DoubleType)
          .add("yes", DataTypes.StringType)
          .add("kind", DataTypes.StringType)
          .add("amount", DataTypes.DoubleType);

  private MadeTable() {}

  /** Always the same rows, by id. */
  static List<Row> rows() {
    Random random = new Random(20261126);
    List<Row> rows = new ArrayList<>();
    for (long id = 0; id < ROWS; id++) {
      double x = random.nextGaussian();
      Double z = random.nextInt(9) == 0 ? null : random.nextGaussian();
      int n = random.nextInt(12);
      int colour = random.nextInt(COLOURS.length);
      double signal = (z == null ? 1 : x * z) + (n > 5 ? 1 : -1) + colour % 3;
      double amount = Math.exp(signal / 3 + random.nextGaussian() / 4);
      rows.add(
          RowFactory.create(
              id,
              x,
              z,
              n,
              COLOURS[colour],
              0.5 + random.nextInt(4),
              signal + random.nextGaussian() > 1 ? "yes" : "no",
              "k" + Math.floorMod(Math.round(signal), 3),
              amount));
    }
    return rows;
  }

  /** Rows in this order and as many partitions. */
  static Table of(JobConfig config, List<Row> ordered, int partitions) {
    Dataset<Row> made = SparkFixture.session().createDataFrame(ordered, SCHEMA);
    made.createOrReplaceTempView("same_trees");
    Table table =
        Tables.training(SparkFixture.session(), config.data(), LocalDate.of(2026, 11, 19));
    return table.withRows(table.rows().repartition(partitions));
  }

  /** A job from {@code data settings | model settings}, and {@code | compute settings}. */
  static JobConfig config(String job) {
    String[] parts = job.split("[|]");
    return TrainingRuns.parse(
        """
        name = same
        data { source = same_trees, %s }
        split { by = content, validation = 0.2, test = 0 }
        features { columns = [x, z, n, colour] }
        model { %s }
        compute { %s }
        """
            .formatted(parts[0], parts[1], parts.length > 2 ? parts[2] : ""));
  }
}
