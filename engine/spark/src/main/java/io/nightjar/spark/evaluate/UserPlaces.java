package io.nightjar.spark.evaluate;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_set;
import static org.apache.spark.sql.functions.struct;

import io.nightjar.metrics.preference.FirstPlaces;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Rows of preferences, brought together by their users. */
final class UserPlaces {
  /** Where the rank stands in the array of a row's places. */
  static final int RANK = 0;

  /** How many numbers the array has. */
  static final int LENGTH = 3;

  private static final int PLACE = 1;
  private static final int ITEM = 2;

  private UserPlaces() {}

  /**
   * What the first places are worth, of users with a label above 0; rows of one pair count once.
   *
   * @param narrow the columns score, label and user
   */
  static FirstPlaces first(Dataset<Row> narrow) {
    return narrow
        .filter(col("label").gt(0))
        .groupBy(col("user"))
        .agg(
            collect_set(
                struct(
                    col("score").getItem(PLACE).as("place"),
                    col("score").getItem(ITEM).as("item"))))
        .toJavaRDD()
        .treeAggregate(new FirstPlaces(), UserPlaces::add, UserPlaces::add, 2);
  }

  private static FirstPlaces add(FirstPlaces sums, Row user) {
    List<Row> taken = user.getList(1);
    sums.add(taken.stream().mapToDouble(item -> item.getDouble(0)).toArray());
    return sums;
  }

  private static FirstPlaces add(FirstPlaces sums, FirstPlaces more) {
    sums.add(more);
    return sums;
  }
}
