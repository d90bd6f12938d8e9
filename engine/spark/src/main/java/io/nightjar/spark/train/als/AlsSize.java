package io.nightjar.spark.train.als;

import io.nightjar.config.model.ModelConfig;
import io.nightjar.spark.train.als.ratings.RatingTotals;
import io.nightjar.spark.train.block.LabelledBlocks;
import io.nightjar.spark.train.size.Cluster;
import io.nightjar.spark.train.size.FitShape;
import io.nightjar.spark.train.size.FitSize;
import io.nightjar.spark.train.size.Held;
import io.nightjar.spark.train.size.Rate;
import io.nightjar.spark.train.size.Rounds;
import io.nightjar.spark.train.size.Rounds.Known;
import io.nightjar.spark.train.size.Rounds.Traffic;
import io.nightjar.spark.train.size.Rounds.Work;
import io.nightjar.spark.train.task.FitPlace;
import java.util.ArrayList;
import java.util.List;

/** What alternating least squares takes: the ratings twice, and all factors of a side a round. */
public final class AlsSize {
  private static final int RATINGS_OF_A_SMALL_BLOCK = 1 << 15;
  private static final int RATINGS_OF_A_LARGE_BLOCK = 1 << 24;

  /** A user's place, an item's and the value. */
  private static final long RATING = 12;

  /** A rating in a block of its row: the other place and the value. */
  private static final long ENTRY = 8;

  /** A key in a dictionary, as it is sent to the task that meets it from all partitions. */
  private static final long KEY = Long.BYTES;

  /** Products of half a step that take a core as long as a job of theirs would: about 70 ms. */
  private static final long SMALL_PRODUCTS = 1L << 27;

  /** Factors that one task sends at once: a quarter of what a driver takes from a job. */
  private static final long MOST_SENT_BYTES = 1L << 28;

  private AlsSize() {}

  /**
   * Users and items.
   *
   * @param users how many
   * @param items how many
   */
  public record Keys(long users, long items) {
    /** Bytes of their factors. */
    long factorBytes(int rank) {
      return (users + items) * rank * Float.BYTES;
    }

    /** Those of each partition added up, at most: any of them may meet every key. */
    Keys met(FitShape rows) {
      return new Keys(
          Math.min(rows.rows(), rows.partitions() * users),
          Math.min(rows.rows(), rows.partitions() * items));
    }
  }

  /** Few for few ratings, whose tasks would cost more than their sums; bounded ones for many. */
  static int blocks(long rows, int partitions) {
    long most = Math.max(1, rows / RATINGS_OF_A_SMALL_BLOCK);
    long least = 1 + rows / RATINGS_OF_A_LARGE_BLOCK;
    return (int) Math.max(least, Math.min(most, partitions));
  }

  /** Where the ratings of a table are fitted. */
  static FitPlace place(RatingTotals rows, int rank, Cluster cluster) {
    return place(rows.rows(), new Keys(rows.users(), rows.items()), rank, cluster);
  }

  /**
   * Where so many ratings are fitted: few in one task, and in local mode all that there is room
   * for, since the task's threads use every core there is.
   *
   * @param met the keys of each partition, added up
   */
  static FitPlace place(long rows, Keys met, int rank, Cluster cluster) {
    boolean sent = met.factorBytes(rank) <= MOST_SENT_BYTES && rows < Integer.MAX_VALUE;
    boolean few = cluster.isLocal() || products(rows, rank) <= SMALL_PRODUCTS;
    return sent && few ? LabelledBlocks.place(bytes(rows, met, rank), cluster) : FitPlace.EXECUTORS;
  }

  /** Of one task: the ratings, once more on their way to blocks, the blocks, and factors twice. */
  private static long bytes(long rows, Keys met, int rank) {
    return rows * (2 * RATING + 2 * ENTRY) + 2 * met.factorBytes(rank);
  }

  private static long products(long rows, int rank) {
    return rows * rank * (rank + 3) / 2;
  }

  /** That rule in words. */
  private static String because(long rows, Keys met, int rank, Cluster cluster) {
    String bytes =
        LabelledBlocks.because(
            "%d ratings take %d bytes with factors of %d at most"
                .formatted(rows, bytes(rows, met, rank), met.factorBytes(rank)),
            cluster);
    String products =
        cluster.isLocal()
            ? ""
            : ", %d products a half step, of which there are %d"
                .formatted(SMALL_PRODUCTS, products(rows, rank));
    return "%s%s and factors of %d".formatted(bytes, products, MOST_SENT_BYTES);
  }

  /** Of a fit. */
  public static FitSize of(ModelConfig.Als als, FitShape rows, Keys keys, Cluster cluster) {
    return of(als, rows, keys, cluster, place(rows.rows(), keys.met(rows), als.rank(), cluster));
  }

  /** The same in a place that is told, not found. */
  static FitSize of(
      ModelConfig.Als als, FitShape rows, Keys keys, Cluster cluster, FitPlace place) {
    Keys met = keys.met(rows);
    List<Held> held =
        place == FitPlace.ONE_TASK
            ? heldByOneTask(rows, keys, cluster)
            : heldByExecutors(rows, keys);
    List<Rounds> rounds =
        place == FitPlace.ONE_TASK ? roundsOfOneTask(als, rows) : roundsOfJobs(als, rows, keys);
    String because = because(rows.rows(), met, als.rank(), cluster);
    return new FitSize(place, because, held, rounds, 2 * keys.factorBytes(als.rank()));
  }

  private static long tableBytes(FitShape rows, Keys keys) {
    Keys met = keys.met(rows);
    return rows.rows() * RATING + (met.users() + met.items()) * KEY;
  }

  private static List<Held> heldByExecutors(FitShape rows, Keys keys) {
    long n = rows.rows();
    return List.of(
        Held.stored("ratings", tableBytes(rows, keys)),
        Held.stored("ratings by user", n * ENTRY + keys.users() * Integer.BYTES),
        Held.stored("ratings by item", n * ENTRY + keys.items() * Integer.BYTES));
  }

  /** They stay in storage, and are copied once more on their way to the items' blocks. */
  private static List<Held> heldByOneTask(FitShape rows, Keys keys, Cluster cluster) {
    long n = rows.rows();
    long table = tableBytes(rows, keys);
    List<Held> held = new ArrayList<>();
    held.add(Held.stored("ratings", table));
    if (!cluster.isLocal()) {
      held.add(Held.onHeap("ratings, fetched by the task", table));
    }
    held.add(Held.onHeap("ratings on their way to blocks", n * RATING));
    held.add(Held.onHeap("ratings by user", n * ENTRY + keys.users() * Integer.BYTES));
    held.add(Held.onHeap("ratings by item", n * ENTRY + keys.items() * Integer.BYTES));
    return held;
  }

  private static Work read(FitShape rows, int columns) {
    return new Work((double) columns * rows.rows(), Rate.READ);
  }

  private static Work half(ModelConfig.Als als, FitShape rows) {
    return new Work(products(rows.rows(), als.rank()), Rate.FACTOR);
  }

  private static List<Rounds> roundsOfOneTask(ModelConfig.Als als, FitShape rows) {
    Work half = half(als, rows);
    return List.of(
        new Rounds("ratings read", 1, Known.EXACT, 1, Traffic.NONE, read(rows, 3)),
        new Rounds("keys, and ratings in blocks", 1, Known.EXACT, 1, Traffic.NONE, read(rows, 2)),
        new Rounds("items solved", als.iterations(), Known.EXACT, 0, Traffic.NONE, half),
        new Rounds("users solved", als.iterations(), Known.EXACT, 0, Traffic.NONE, half));
  }

  private static List<Rounds> roundsOfJobs(ModelConfig.Als als, FitShape rows, Keys keys) {
    long users = new Keys(keys.users(), 0).factorBytes(als.rank());
    long items = new Keys(0, keys.items()).factorBytes(als.rank());
    Keys met = keys.met(rows);
    long dictionaries = (keys.users() + keys.items()) * KEY;
    Traffic found = new Traffic((met.users() + met.items()) * KEY, dictionaries, dictionaries);
    Traffic dealt = new Traffic(rows.rows() * RATING, 0, 0);
    Work half = half(als, rows);
    return List.of(
        new Rounds("ratings read", 1, Known.EXACT, 1, Traffic.NONE, read(rows, 3)),
        new Rounds(
            "keys", 1, Known.EXACT, 2, found, new Work(met.users() + met.items(), Rate.READ)),
        new Rounds("ratings by user, by item", 2, Known.EXACT, 1, dealt, read(rows, 1)),
        new Rounds(
            "items solved", als.iterations(), Known.EXACT, 1, new Traffic(0, users, items), half),
        new Rounds(
            "users solved", als.iterations(), Known.EXACT, 1, new Traffic(0, items, users), half));
  }
}
