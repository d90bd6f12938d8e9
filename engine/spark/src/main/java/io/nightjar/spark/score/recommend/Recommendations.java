package io.nightjar.spark.score.recommend;

import io.nightjar.FailureKind;
import io.nightjar.NightjarException;
import io.nightjar.config.output.RecommendConfig;
import io.nightjar.features.ColumnType;
import io.nightjar.kernels.backend.BackendPreference;
import io.nightjar.kernels.backend.KernelUse;
import io.nightjar.model.FactorModel;
import io.nightjar.model.factors.KeyDictionary;
import io.nightjar.model.factors.KeyedFactors;
import io.nightjar.spark.data.Table;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.HashPartitioner;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.util.CollectionAccumulator;
import scala.Tuple2;

/**
 * A table of recommendations: for each key that training met, its k best keys of the other side by
 * falling score u·v, ties by the lower key; fewer where fewer are left. Columns: the one key, rank
 * from 1 on, the other key, score. All factors are broadcast; no pair is joined.
 */
public final class Recommendations {
  private static final int VALUE_BITS = 32;
  private static final String RANK = "rank";
  private static final String SCORE = "score";

  private final SparkSession spark;
  private final RecommendConfig config;
  private final BackendPreference preference;
  private final int partitions;
  private final CollectionAccumulator<List<KernelUse>> uses;

  /**
   * Recommendations of a config.
   *
   * @param partitions into how many tasks the keys fall; no result depends on it
   */
  public Recommendations(
      SparkSession spark, RecommendConfig config, BackendPreference preference, int partitions) {
    this.spark = spark;
    this.config = config;
    this.preference = preference;
    this.partitions = partitions;
    this.uses = spark.sparkContext().collectionAccumulator("nightjar kernel uses");
  }

  /** What is recommended, and to whom. */
  private record Sides(String column, KeyedFactors keys, String otherColumn, KeyedFactors others) {}

  /**
   * The table, lazily.
   *
   * @param seen has the model's two columns: the pairs that may be left out
   * @throws NightjarException of kind CONFIG where a key's column is called rank or score
   */
  public Dataset<Row> of(FactorModel model, Table seen) {
    Sides sides =
        config.to() == RecommendConfig.Side.USERS
            ? new Sides(model.userColumn(), model.users(), model.itemColumn(), model.items())
            : new Sides(model.itemColumn(), model.items(), model.userColumn(), model.users());
    requireNames(sides);
    JavaSparkContext context = JavaSparkContext.fromSparkContext(spark.sparkContext());
    Broadcast<KeyedFactors> keys = context.broadcast(sides.keys());
    Broadcast<KeyedFactors> others = context.broadcast(sides.others());
    BackendPreference wanted = preference;
    CollectionAccumulator<List<KernelUse>> counted = uses;
    int count = config.k();
    int tasks = Math.max(1, Math.min(partitions, sides.keys().size()));
    JavaRDD<Row> rows =
        pairs(context, sides, seen, keys, others, tasks)
            .mapPartitionsWithIndex(
                (task, pairs) ->
                    new BestOfTask(keys.value(), others.value(), count, wanted, counted)
                        .rows(task, tasks, sorted(pairs)),
                true);
    return spark.createDataFrame(rows, schema(sides));
  }

  /** Pairs of places by the task that needs them: the key's above the other's 32 bits. */
  private JavaPairRDD<Integer, Long> pairs(
      JavaSparkContext context,
      Sides sides,
      Table seen,
      Broadcast<KeyedFactors> keys,
      Broadcast<KeyedFactors> others,
      int tasks) {
    if (!config.excludeSeen()) {
      return context
          .<Tuple2<Integer, Long>>emptyRDD()
          .mapToPair(pair -> pair)
          .partitionBy(new HashPartitioner(tasks));
    }
    return seen.rows()
        .select(
            Table.column(seen.field(sides.column()).name()),
            Table.column(seen.field(sides.otherColumn()).name()))
        .javaRDD()
        .mapPartitionsToPair(
            rows -> placed(rows, keys.value().keys(), others.value().keys(), tasks))
        .partitionBy(new HashPartitioner(tasks));
  }

  private static Iterator<Tuple2<Integer, Long>> placed(
      Iterator<Row> rows, KeyDictionary keys, KeyDictionary others, int tasks) {
    List<Tuple2<Integer, Long>> all = new ArrayList<>();
    while (rows.hasNext()) {
      Row row = rows.next();
      if (row.isNullAt(0) || row.isNullAt(1)) {
        continue;
      }
      int key = keys.place(row.get(0));
      int other = others.place(row.get(1));
      if (key >= 0 && other >= 0) {
        all.add(new Tuple2<>(key % tasks, (long) key << VALUE_BITS | other));
      }
    }
    return all.iterator();
  }

  private static long[] sorted(Iterator<Tuple2<Integer, Long>> pairs) {
    List<Long> all = new ArrayList<>();
    pairs.forEachRemaining(pair -> all.add(pair._2()));
    return all.stream().mapToLong(Long::longValue).sorted().distinct().toArray();
  }

  private static void requireNames(Sides sides) {
    for (String column : List.of(sides.column(), sides.otherColumn())) {
      if (column.equalsIgnoreCase(RANK) || column.equalsIgnoreCase(SCORE)) {
        throw NightjarException.of(
            FailureKind.CONFIG,
            "score.recommend",
            "writes the columns rank and score, and one of the keys is called %s; rename it where the table is made"
                .formatted(column));
      }
    }
  }

  private static StructType schema(Sides sides) {
    return new StructType()
        .add(sides.column(), type(sides.keys()), false)
        .add(RANK, DataTypes.IntegerType, false)
        .add(sides.otherColumn(), type(sides.others()), false)
        .add(SCORE, DataTypes.FloatType, false);
  }

  private static DataType type(KeyedFactors factors) {
    return factors.keys().type() == ColumnType.LONG ? DataTypes.LongType : DataTypes.StringType;
  }

  /** What the kernels did in the actions so far. */
  public List<KernelUse> placements() {
    List<KernelUse> all = new ArrayList<>();
    uses.value().forEach(all::addAll);
    return KernelUse.merge(all);
  }
}
