package io.nightjar.jobs.benchmark.cases;

import java.io.Serializable;
import java.nio.file.Path;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.storage.StorageLevel;

/**
 * A made table of ratings, in memory: 50 of each user to train on and 10 to judge by, no pair
 * twice, ten times as many users as items. A rating is 3 and the product of eight factors of its
 * user and item, with noise of standard deviation 0.3. Each is drawn from its user's and item's
 * number, so that the table is the same however it is parted.
 *
 * @param parquet the training rows' files
 * @param train training rows
 * @param test rows that no fit sees
 */
public record MadeRatings(Path parquet, Dataset<Row> train, Dataset<Row> test)
    implements AutoCloseable {
  public static final String USER = "user";
  public static final String ITEM = "item";
  public static final String RATING = "rating";

  private static final int TRAINED = 50;
  private static final int HELD = 10;
  private static final int USERS_OF_AN_ITEM = 10;
  private static final int FACTORS = 8;
  private static final double NOISE = 0.3;
  private static final double SPREAD = 0.6;
  private static final long SEED = 20_260_102;

  /** Makes {@code rows} training rows, or a few less, below a folder. */
  public static MadeRatings make(SparkSession spark, long rows, Path folder) {
    long users = Math.max(TRAINED + HELD, rows / TRAINED);
    long items = prime(Math.max(TRAINED + HELD, users / USERS_OF_AN_ITEM));
    int parts = spark.sparkContext().defaultParallelism();
    Path parquet = folder.resolve("ratings");
    table(spark, users, items, new Drawn(0, TRAINED), parts)
        .write()
        .mode(SaveMode.Overwrite)
        .parquet(parquet.toUri().toString());
    return new MadeRatings(
        parquet,
        inMemory(spark.read().parquet(parquet.toUri().toString())),
        inMemory(table(spark, users, items, new Drawn(TRAINED, TRAINED + HELD), parts)));
  }

  private static Dataset<Row> inMemory(Dataset<Row> rows) {
    Dataset<Row> kept = rows.persist(StorageLevel.MEMORY_AND_DISK());
    kept.count();
    return kept;
  }

  /** Which of a user's ratings: from one (included) to another (excluded). */
  private record Drawn(int from, int to) implements Serializable {}

  private static Dataset<Row> table(
      SparkSession spark, long users, long items, Drawn drawn, int parts) {
    StructType schema =
        new StructType()
            .add(USER, DataTypes.IntegerType, false)
            .add(ITEM, DataTypes.IntegerType, false)
            .add(RATING, DataTypes.FloatType, false);
    int each = drawn.to() - drawn.from();
    int first = drawn.from();
    MapFunction<Long, Row> draw = id -> row(id / each, first + (int) (id % each), items);
    return spark
        .range(0, users * each, 1, parts)
        .as(Encoders.LONG())
        .map(draw, Encoders.row(schema));
  }

  /** Items are a prime number, so that a user's steps of one length meet none of them twice. */
  private static Row row(long user, int nth, long items) {
    SplittableRandom random = new SplittableRandom(SEED * 1_000_003 + user);
    long start = random.nextLong(items);
    long step = 1 + random.nextLong(items - 1);
    long item = (start + nth * step) % items;
    SplittableRandom ofUser = new SplittableRandom(SEED + 2 * user);
    SplittableRandom ofItem = new SplittableRandom(SEED + 2 * item + 1);
    double mean = 3;
    for (int f = 0; f < FACTORS; f++) {
      mean += SPREAD * ofUser.nextGaussian() * SPREAD * ofItem.nextGaussian();
    }
    SplittableRandom ofPair = new SplittableRandom(SEED * 31 + user * items + item);
    return RowFactory.create(
        (int) user, (int) item, (float) (mean + NOISE * ofPair.nextGaussian()));
  }

  private static long prime(long least) {
    return LongStream.iterate(least, n -> n + 1)
        .filter(n -> LongStream.rangeClosed(2, (long) Math.sqrt(n)).allMatch(d -> n % d != 0))
        .findFirst()
        .orElseThrow();
  }

  @Override
  public void close() {
    train.unpersist(true);
    test.unpersist(true);
  }
}
