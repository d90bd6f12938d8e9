package io.nightjar.spark.train.als;

import io.nightjar.config.JobConfig;
import io.nightjar.spark.SparkFixture;
import io.nightjar.spark.train.TrainingRuns;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** Ratings of a law of three factors with noise, and jobs over them. */
final class MadeRatings {
  static final StructType SCHEMA =
      new StructType()
          .add("user", DataTypes.IntegerType)
          .add("item", DataTypes.StringType)
          .add("rating", DataTypes.DoubleType);

  private MadeRatings() {}

  /** A share of all pairs; users are 10, 20, …, items i0, i1, …; about 1 to 5. */
  static List<Row> of(int users, int items, double share, long seed) {
    Random random = new Random(seed);
    double[][] u = drawn(users, random);
    double[][] v = drawn(items, random);
    List<Row> rows = new ArrayList<>();
    for (int user = 0; user < users; user++) {
      for (int item = 0; item < items; item++) {
        if (random.nextDouble() < share) {
          double mean = 3;
          for (int f = 0; f < 3; f++) {
            mean += u[user][f] * v[item][f];
          }
          rows.add(
              RowFactory.create(10 * (user + 1), "i" + item, mean + 0.2 * random.nextGaussian()));
        }
      }
    }
    Collections.shuffle(rows, random);
    return rows;
  }

  private static double[][] drawn(int rows, Random random) {
    double[][] all = new double[rows][3];
    for (double[] row : all) {
      for (int f = 0; f < 3; f++) {
        row[f] = 0.6 * random.nextGaussian();
      }
    }
    return all;
  }

  /** The same ratings as how often: above 3 what they are above it, below nothing. */
  static List<Row> strengths(List<Row> ratings) {
    return ratings.stream()
        .map(r -> RowFactory.create(r.get(0), r.get(1), Math.rint(3 * (r.getDouble(2) - 3))))
        .toList();
  }

  static void view(String name, List<Row> rows, int partitions) {
    SparkFixture.session()
        .createDataFrame(rows, SCHEMA)
        .repartition(partitions)
        .createOrReplaceTempView(name);
  }

  static JobConfig config(String view, String model) {
    return TrainingRuns.parse(
        """
        name = ratings
        data { source = %s, label = rating }
        split { validation = 0, test = 0 }
        model { type = als, user = user, item = item, %s }
        """
            .formatted(view, model));
  }
}
