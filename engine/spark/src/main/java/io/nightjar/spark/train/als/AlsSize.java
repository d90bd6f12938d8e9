package io.nightjar.spark.train.als;

import io.nightjar.config.model.ModelConfig;
import io.nightjar.spark.train.size.FitShape;
import io.nightjar.spark.train.size.FitSize;
import io.nightjar.spark.train.size.Held;
import io.nightjar.spark.train.size.Rate;
import io.nightjar.spark.train.size.Rounds;
import io.nightjar.spark.train.size.Rounds.Known;
import io.nightjar.spark.train.size.Rounds.Traffic;
import io.nightjar.spark.train.size.Rounds.Work;
import io.nightjar.spark.train.task.FitPlace;
import java.util.List;

/** What alternating least squares takes: the ratings twice, and all factors of a side a round. */
public final class AlsSize {
  private static final int RATINGS_OF_A_SMALL_BLOCK = 1 << 15;
  private static final int RATINGS_OF_A_LARGE_BLOCK = 1 << 24;

  /** A user's place, an item's and the value. */
  private static final long RATING = 12;

  /** A rating in a block of its row: the other place and the value. */
  private static final long ENTRY = 8;

  /** A key as Spark shuffles it to find the distinct ones. */
  private static final long KEY_ROW = 24;

  private AlsSize() {}

  /**
   * Users and items.
   *
   * @param users how many
   * @param items how many
   */
  public record Keys(long users, long items) {}

  /** Few for few ratings, whose tasks would cost more than their sums; bounded ones for many. */
  static int blocks(long rows, int partitions) {
    long most = Math.max(1, rows / RATINGS_OF_A_SMALL_BLOCK);
    long least = 1 + rows / RATINGS_OF_A_LARGE_BLOCK;
    return (int) Math.max(least, Math.min(most, partitions));
  }

  /**
   * Of a fit.
   *
   * @param partitions {@code compute.partitions}
   */
  public static FitSize of(ModelConfig.Als als, FitShape rows, Keys keys, int partitions) {
    long n = rows.rows();
    List<Held> held =
        List.of(
            Held.stored("ratings", n * RATING),
            Held.stored("ratings by user", n * ENTRY + keys.users() * Integer.BYTES),
            Held.stored("ratings by item", n * ENTRY + keys.items() * Integer.BYTES));
    long users = keys.users() * als.rank() * Float.BYTES;
    long items = keys.items() * als.rank() * Float.BYTES;
    String because =
        "always; %d ratings in %d blocks of each side".formatted(n, blocks(n, partitions));
    return new FitSize(
        FitPlace.EXECUTORS, because, held, rounds(als, rows, keys), 2 * (users + items));
  }

  private static List<Rounds> rounds(ModelConfig.Als als, FitShape rows, Keys keys) {
    long n = rows.rows();
    long users = keys.users() * als.rank() * Float.BYTES;
    long items = keys.items() * als.rank() * Float.BYTES;
    long distinct = distinct(rows, keys.users()) + distinct(rows, keys.items());
    long dictionaries = (keys.users() + keys.items()) * Long.BYTES;
    Work read = new Work(3.0 * n, Rate.READ);
    Work half = new Work((double) n * als.rank() * (als.rank() + 3) / 2, Rate.FACTOR);
    return List.of(
        new Rounds(
            "keys", 1, Known.EXACT, 4, new Traffic(distinct, dictionaries, dictionaries), read),
        new Rounds(
            "ratings by user, by item", 2, Known.EXACT, 1, new Traffic(n * RATING, 0, 0), read),
        new Rounds(
            "items solved", als.iterations(), Known.EXACT, 1, new Traffic(0, users, items), half),
        new Rounds(
            "users solved", als.iterations(), Known.EXACT, 1, new Traffic(0, items, users), half));
  }

  private static long distinct(FitShape rows, long keys) {
    return Math.min(rows.rows(), rows.partitions() * keys) * KEY_ROW;
  }
}
