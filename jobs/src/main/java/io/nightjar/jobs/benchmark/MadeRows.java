package io.nightjar.jobs.benchmark;

import java.io.Serializable;
import java.util.Iterator;
import java.util.SplittableRandom;
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
 * own number, so that a table is the same however it is parted. No value is missing: Spark ML's
 * linear models refuse NaN.
 *
 * @param columns numbers a row, float32
 * @param spread how many powers of ten apart the columns' scales lie; 0 for scales that are alike
 */
record MadeRows(int columns, int spread) implements Serializable {
  static final String CLASS = "label";
  static final String NUMBER = "amount";
  static final String ID = "id";
  private static final long SEED = 20_260_101;

  /** The names of the columns of numbers. */
  String[] names() {
    String[] names = new String[columns];
    for (int j = 0; j < columns; j++) {
      names[j] = "x" + j;
    }
    return names;
  }

  private StructType schema() {
    StructType schema = new StructType().add(ID, DataTypes.LongType, false);
    for (String name : names()) {
      schema = schema.add(name, DataTypes.FloatType, false);
    }
    return schema.add(CLASS, DataTypes.IntegerType, false).add(NUMBER, DataTypes.DoubleType, false);
  }

  /** Rows {@code from} (included) to {@code to} (excluded) in that many parts. */
  Dataset<Row> table(SparkSession spark, long from, long to, int parts) {
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
    float[] x = new float[columns];
    for (int j = 0; j < columns; j++) {
      double own = random.nextGaussian();
      double shared = j == 0 ? 0 : x[j - 1];
      x[j] =
          (float)
              switch (j % 4) {
                case 0 -> own;
                case 1 -> 0.6 * shared + 0.8 * own;
                case 2 -> Math.exp(0.5 * own) - 1;
                default -> Math.floor(3 * own) / 3;
              };
    }
    double signal = signal(x);
    double chance = 1 / (1 + Math.exp(-signal));
    Object[] values = new Object[columns + 3];
    values[0] = id;
    for (int j = 0; j < columns; j++) {
      values[j + 1] = (float) (x[j] * scale(j));
    }
    values[columns + 1] = random.nextDouble() < chance ? 1 : 0;
    values[columns + 2] = signal + random.nextGaussian();
    return RowFactory.create(values);
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
