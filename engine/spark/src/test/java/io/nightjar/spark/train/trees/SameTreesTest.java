package io.nightjar.spark.train.trees;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightjar.config.JobConfig;
import io.nightjar.spark.SparkFixture;
import io.nightjar.spark.data.Table;
import io.nightjar.spark.data.read.Tables;
import io.nightjar.spark.train.TrainingRuns;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The same rows make the same trees, bit for bit, however they lie and wherever they are summed.
 */
class SameTreesTest {
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
  private static List<Row> rows;

  @BeforeAll
  static void makeRows() {
    Random random = new Random(20261126);
    rows = new ArrayList<>();
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
  }

  private static Table table(JobConfig config, List<Row> ordered, int partitions) {
    Dataset<Row> made = SparkFixture.session().createDataFrame(ordered, SCHEMA);
    made.createOrReplaceTempView("same_trees");
    Table table =
        Tables.training(SparkFixture.session(), config.data(), LocalDate.of(2026, 11, 19));
    return table.withRows(table.rows().repartition(partitions));
  }

  private static JobConfig config(String data, String model) {
    return TrainingRuns.parse(
        """
        name = same
        data { source = same_trees, %s }
        split { by = content, validation = 0.2, test = 0 }
        features { columns = [x, z, n, colour] }
        model { %s }
        """
            .formatted(data, model));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "id = id, weight = w, label = yes, positive = \"yes\" | type = gbt, trees = 12, subsample ="
            + " 0.7, column-subsample = 0.8, early-stopping-rounds = 4, learning-rate = 0.4",
        "label = kind | type = gbt, trees = 4, depth = 4",
        "id = id, label = amount | type = gbt, trees = 6, leaves = 11, monotone { x ="
            + " increasing }",
        "id = id, weight = w, label = amount | type = gbt, objective = quantile, quantile = 0.7,"
            + " trees = 4, depth = 3",
        "label = amount | type = gbt, objective = tweedie, trees = 5, max-bins = 40",
        "id = id, label = kind | type = forest, trees = 4, depth = 5",
      })
  void areTheSameInAnyOrderAndPartsAndPlace(String job) throws NoSuchAlgorithmException {
    JobConfig config = config(job.split("[|]")[0], job.split("[|]")[1]);
    FittedTrees first = FittedTrees.of(config, table(config, rows, 1), FitPlace.ONE_TASK);
    String hash = first.hash();
    System.out.println(hash + " " + first.fit().facts() + " " + job);
    List<Row> shuffled = new ArrayList<>(rows);
    java.util.Collections.shuffle(shuffled, new Random(7));
    for (int partitions : new int[] {2, 7}) {
      FittedTrees again =
          FittedTrees.of(config, table(config, shuffled, partitions), FitPlace.ONE_TASK);
      assertThat(again.hash()).as("one task, %d partitions", partitions).isEqualTo(hash);
      assertThat(again.fit().facts()).isEqualTo(first.fit().facts());
    }
    for (int partitions : new int[] {1, 3}) {
      FittedTrees spread =
          FittedTrees.of(config, table(config, shuffled, partitions), FitPlace.EXECUTORS);
      assertThat(spread.hash()).as("executors, %d partitions", partitions).isEqualTo(hash);
      assertThat(spread.fit().facts()).isEqualTo(first.fit().facts());
      assertThat(spread.fit().importance()).isEqualTo(first.fit().importance());
    }
  }
}
