package io.nightjar.spark.train.als;

import static org.apache.spark.sql.functions.abs;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;

import io.nightjar.FailureKind;
import io.nightjar.NightjarException;
import io.nightjar.Problem;
import io.nightjar.config.model.ModelConfig;
import io.nightjar.features.ColumnType;
import io.nightjar.model.factors.KeyDictionary;
import io.nightjar.model.factors.TextKeys;
import io.nightjar.spark.data.RawRows;
import io.nightjar.spark.data.ReadFailures;
import io.nightjar.spark.data.Table;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.storage.StorageLevel;

/** The training rows as places in two dictionaries and a rating. */
final class RatingTable implements AutoCloseable {
  /** Most factors of one side: half a GiB, which goes through the driver in each step. */
  static final long MOST_FACTORS = 1L << 27;

  private static final String USER = "user";
  private static final String ITEM = "item";
  private static final String RATING = "rating";

  private final KeyDictionary users;
  private final KeyDictionary items;
  private final JavaRDD<Ratings> ratings;

  private RatingTable(KeyDictionary users, KeyDictionary items, JavaRDD<Ratings> ratings) {
    this.users = users;
    this.items = items;
    this.ratings = ratings;
  }

  /**
   * Reads the rows once; places and ratings are kept until closed.
   *
   * @throws NightjarException of kind DATA for keys of another type, keys that are missing, too
   *     many keys, and ratings beyond float32
   */
  static RatingTable of(Table train, ModelConfig.Als als, String label) {
    Dataset<Row> narrow = narrow(train, als, label).persist(StorageLevel.MEMORY_AND_DISK());
    try {
      return ReadFailures.reading(train.origin(), () -> read(narrow, als, label));
    } finally {
      narrow.unpersist(false);
    }
  }

  /**
   * Looks at the rows alone.
   *
   * @throws NightjarException of kind DATA as {@link #of}, but for too many keys
   */
  static void check(Table table, ModelConfig.Als als, String label) {
    Dataset<Row> narrow = narrow(table, als, label);
    ReadFailures.reading(
        table.origin(),
        () -> {
          requireSound(narrow, als, label);
          return narrow;
        });
  }

  private static Dataset<Row> narrow(Table table, ModelConfig.Als als, String label) {
    return table
        .rows()
        .select(
            key(table, "model.user", als.user()).as(USER),
            key(table, "model.item", als.item()).as(ITEM),
            Table.column(table.field(label).name()).cast("double").as(RATING));
  }

  private static RatingTable read(Dataset<Row> narrow, ModelConfig.Als als, String label) {
    requireSound(narrow, als, label);
    KeyDictionary users = keys(narrow.select(USER), "model.user", als);
    KeyDictionary items = keys(narrow.select(ITEM), "model.item", als);
    JavaSparkContext context =
        JavaSparkContext.fromSparkContext(narrow.sparkSession().sparkContext());
    Broadcast<KeyDictionary> sentUsers = context.broadcast(users);
    Broadcast<KeyDictionary> sentItems = context.broadcast(items);
    JavaRDD<Ratings> ratings =
        narrow
            .javaRDD()
            .mapPartitions(rows -> placed(rows, sentUsers.value(), sentItems.value()))
            .persist(StorageLevel.MEMORY_AND_DISK());
    ratings.foreachPartition(parts -> parts.forEachRemaining(Ratings::size));
    return new RatingTable(users, items, ratings);
  }

  private static Column key(Table train, String setting, String column) {
    StructField field = train.field(column);
    ColumnType type = RawRows.type(field.dataType());
    if (type != ColumnType.STRING && (type == null || !type.isIntegral())) {
      throw NightjarException.of(
          FailureKind.DATA,
          setting,
          "is %s, a column of type %s; must be of whole numbers or text: cast it where the table is made"
              .formatted(column, field.dataType().simpleString()));
    }
    Column key = Table.column(field.name());
    return type == ColumnType.STRING ? key : key.cast("long");
  }

  private static void requireSound(Dataset<Row> narrow, ModelConfig.Als als, String label) {
    double scale = als.implicit() ? Math.max(1, als.alpha()) : 1;
    double most = Float.MAX_VALUE / (2 * scale);
    Column beyond = abs(col(RATING)).gt(lit(most));
    Row counts =
        narrow
            .agg(
                count(lit(1)),
                count(when(col(USER).isNull(), 1)),
                count(when(col(ITEM).isNull(), 1)),
                count(when(beyond, 1)))
            .head();
    List<Problem> problems = new ArrayList<>();
    String without =
        "have no value, but it is model.%s; leave them out with data.where, or mend them";
    add(problems, counts, 1, als.user(), without.formatted(USER));
    add(problems, counts, 2, als.item(), without.formatted(ITEM));
    add(
        problems,
        counts,
        3,
        label,
        "are beyond ±" + most + ", which float32 sums can't hold; scale the label");
    if (!problems.isEmpty()) {
      throw new NightjarException(FailureKind.DATA, problems, null);
    }
  }

  private static void add(List<Problem> problems, Row counts, int at, String column, String what) {
    if (counts.getLong(at) > 0) {
      problems.add(
          new Problem(column, counts.getLong(at) + " of " + counts.getLong(0) + " rows " + what));
    }
  }

  private static KeyDictionary keys(Dataset<Row> column, String setting, ModelConfig.Als als) {
    JavaRDD<Row> distinct = column.distinct().javaRDD();
    requireFew(setting, distinct.count(), als.rank());
    DataType type = column.schema().fields()[0].dataType();
    if (RawRows.type(type) == ColumnType.STRING) {
      return TextKeys.of(distinct.map(row -> row.getString(0)).collect());
    }
    List<long[]> parts = distinct.mapPartitions(RatingTable::numbers).collect();
    return KeyDictionary.ofNumbers(parts.stream().flatMapToLong(Arrays::stream).toArray());
  }

  /** Refuses keys whose factors the driver can't gather in each step. */
  static void requireFew(String setting, long keys, int rank) {
    if (keys > MOST_FACTORS / rank) {
      throw NightjarException.of(
          FailureKind.DATA,
          setting,
          "has %d keys, with model.rank = %d that makes %d factors; must be %d at most: lower model.rank, or leave rows out with data.where"
              .formatted(keys, rank, keys * rank, MOST_FACTORS));
    }
  }

  private static Iterator<long[]> numbers(Iterator<Row> rows) {
    List<Long> all = new ArrayList<>();
    rows.forEachRemaining(row -> all.add(row.getLong(0)));
    return Collections.singletonList(all.stream().mapToLong(Long::longValue).toArray()).iterator();
  }

  private static Iterator<Ratings> placed(
      Iterator<Row> rows, KeyDictionary users, KeyDictionary items) {
    Ratings all = new Ratings();
    while (rows.hasNext()) {
      Row row = rows.next();
      // −0 and 0 are one rating: they must have the same bits.
      float rating = (float) row.getDouble(2) + 0f;
      all.add(users.place(row.get(0)), items.place(row.get(1)), rating);
    }
    return Collections.singletonList(all.trimmed()).iterator();
  }

  KeyDictionary users() {
    return users;
  }

  KeyDictionary items() {
    return items;
  }

  /** Ratings whose rows are users and whose columns are items, an element a partition. */
  JavaRDD<Ratings> ratings() {
    return ratings;
  }

  /** Lets go of the ratings, which are read anew where they are still asked for. */
  void release() {
    ratings.unpersist(false);
  }

  @Override
  public void close() {
    release();
  }
}
