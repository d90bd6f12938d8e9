package io.nightjar.jobs.benchmark.cases;

import java.io.Serializable;
import java.util.Iterator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * A made table of hard shape: columns that hang together, long tails, few distinct values, effects
 * that only a pair of columns has, steps, and noise on top. Each row is drawn from the seed and its
 * own number, so that a table is the same however it is parted.
 *
 * @param columns numbers a row, float32
 * @param spread how many powers of ten apart the columns' scales lie; 0 for scales that are alike
 * @param tied how much of each column comes from the one before it, 0..1; 0 for the usual mixture
 * @param holes the share of values that are missing in two of three columns, 0..1: in one of them
 *     at random, in the other the more the larger the value is
 * @param categories columns of text, at most four
 */
public record MadeRows(int columns, int spread, double tied, double holes, int categories)
    implements Serializable {
  public static final String CLASS = "label";
  public static final String NUMBER = "amount";
  public static final String ID = "id";

  /** Distinct values of each column of text. */
  private static final List<Integer> CARDINALITIES = List.of(4, 24, 120, 250);

  private static final long SEED = 20_260_101;

  /** Numbers of scales that are alike, none missing. */
  public static MadeRows of(int columns) {
    return new MadeRows(columns, 0, 0, 0, 0);
  }

  /** The same with scales that lie some powers of ten apart. */
  public MadeRows spread(int powers) {
    return new MadeRows(columns, powers, tied, holes, categories);
  }

  /** The same with columns that say much of each other: ill-conditioned. */
  MadeRows tied(double share) {
    return new MadeRows(columns, spread, share, holes, categories);
  }

  /** The same with missing values. */
  MadeRows holes(double share) {
    return new MadeRows(columns, spread, tied, share, categories);
  }

  /** The same with as many columns of text. */
  MadeRows categories(int count) {
    return new MadeRows(columns, spread, tied, holes, count);
  }

  /** A name that no other shape has. */
  String key() {
    return "%d-%d-%s-%s-%d".formatted(columns, spread, tied, holes, categories);
  }

  /** The names of the columns of numbers. */
  public List<String> names() {
    return IntStream.range(0, columns).mapToObj(j -> "x" + j).toList();
  }

  /** The names of the columns of text. */
  private List<String> categoryNames() {
    return IntStream.range(0, categories).mapToObj(k -> "k" + k).toList();
  }

  /** All columns that a model may learn from. */
  public FeatureColumns features() {
    return new FeatureColumns(names(), categoryNames(), holes > 0);
  }

  private StructType schema() {
    StructType schema = new StructType().add(ID, DataTypes.LongType, false);
    for (String name : names()) {
      schema = schema.add(name, DataTypes.FloatType, holes > 0);
    }
    for (String name : categoryNames()) {
      schema = schema.add(name, DataTypes.StringType, false);
    }
    return schema.add(CLASS, DataTypes.IntegerType, false).add(NUMBER, DataTypes.DoubleType, false);
  }

  /** Rows {@code from} (included) to {@code to} (excluded) in that many parts. */
  public Dataset<Row> table(SparkSession spark, long from, long to, int parts) {
    MadeRows made = this;
    MapPartitionsFunction<Long, Row> draw = ids -> made.rows(ids);
    return spark
        .range(from, to, 1, parts)
        .as(Encoders.LONG())
        .mapPartitions(draw, Encoders.row(schema()));
  }

  private Iterator<Row> rows(Iterator<Long> ids) {
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        return ids.hasNext();
      }

      @Override
      public Row next() {
        return row(ids.next());
      }
    };
  }

  private Row row(long id) {
    SplittableRandom random = new SplittableRandom(SEED * 1_000_003 + id);
    float[] x = numbers(random);
    double signal = signal(x);
    // Draws of their own, so that the numbers are the same with and without these.
    SplittableRandom more = new SplittableRandom(SEED * 31 + id);
    int[] category = drawCategories(more);
    signal += effect(category, x);
    Object[] values = new Object[columns + categories + 3];
    values[0] = id;
    for (int j = 0; j < columns; j++) {
      values[j + 1] = missing(j, x[j], more) ? null : (Float) (float) (x[j] * scale(j));
    }
    for (int k = 0; k < categories; k++) {
      values[columns + 1 + k] = "v" + category[k];
    }
    double chance = 1 / (1 + Math.exp(-signal));
    values[columns + categories + 1] = random.nextDouble() < chance ? 1 : 0;
    values[columns + categories + 2] = signal + random.nextGaussian();
    return RowFactory.create(values);
  }

  private float[] numbers(SplittableRandom random) {
    float[] x = new float[columns];
    double rest = Math.sqrt(1 - tied * tied);
    for (int j = 0; j < columns; j++) {
      double own = random.nextGaussian();
      double shared = j == 0 ? 0 : x[j - 1];
      double mixed =
          switch (j % 4) {
            case 0 -> own;
            case 1 -> tied > 0 ? own : 0.6 * shared + 0.8 * own;
            case 2 -> Math.exp(0.5 * own) - 1;
            default -> Math.floor(3 * own) / 3;
          };
      x[j] = (float) (tied > 0 && j > 0 ? tied * shared + rest * mixed : mixed);
    }
    return x;
  }

  private boolean missing(int column, float value, SplittableRandom random) {
    if (holes == 0 || column % 3 == 2) {
      return false;
    }
    double chance = column % 3 == 0 ? holes : 2 * holes / (1 + Math.exp(-2.0 * value));
    return random.nextDouble() < chance;
  }

  /** Low numbers are common, high ones rare. */
  private int[] drawCategories(SplittableRandom random) {
    int[] category = new int[categories];
    for (int k = 0; k < categories; k++) {
      double u = random.nextDouble();
      category[k] = (int) (CARDINALITIES.get(k) * u * u);
    }
    return category;
  }

  /** Each category has an effect of its own, and another on one number's slope. */
  private static double effect(int[] category, float[] x) {
    double effect = 0;
    for (int k = 0; k < category.length; k++) {
      SplittableRandom of = new SplittableRandom(SEED * 17 + 1_000L * k + category[k]);
      effect += 0.5 * of.nextGaussian() + 0.3 * of.nextGaussian() * x[4 * k];
    }
    return effect;
  }

  /** What about one number in a thousand of the first column is above: that column is normal. */
  public double rarelyAbove() {
    return 3.09 * scale(0);
  }

  private double scale(int column) {
    return spread == 0 ? 1 : Math.pow(10, column % (spread + 1) - spread / 2);
  }

  /** Linear in some columns; steps, bends and products in others. */
  private static double signal(float[] x) {
    double signal = 0;
    for (int j = 0; j < x.length; j += 3) {
      signal += (j % 2 == 0 ? 0.3 : -0.25) * x[j];
    }
    signal += 0.5 * x[0] * x[1] + (x[2] > 0.5 ? 0.8 : -0.3) + 0.4 * Math.abs(x[3]);
    return signal + 0.6 * Math.sin(2 * x[4]) * (x[5] > 0 ? 1 : -1) - 0.5;
  }
}
