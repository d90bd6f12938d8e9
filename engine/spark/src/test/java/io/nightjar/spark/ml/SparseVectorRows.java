package io.nightjar.spark.ml;

import io.nightjar.spark.SparkFixture;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** Made rows of sparse vectors whose labels hang on their values. */
final class SparseVectorRows {
  static final int ELEMENTS = 1500;

  private static final StructType SCHEMA =
      new StructType()
          .add("id", DataTypes.LongType)
          .add("features", SQLDataTypes.VectorType())
          .add("flag", DataTypes.DoubleType)
          .add("pay", DataTypes.DoubleType)
          .add("visits", DataTypes.IntegerType)
          .add("grade", DataTypes.DoubleType);

  private SparseVectorRows() {}

  /** So many rows, one of ten a dense vector, with values that float32 holds. */
  static Dataset<Row> table(int rows) {
    Random random = new Random(51);
    List<Row> all = new ArrayList<>();
    for (int i = 0; i < rows; i++) {
      int[] places = random.ints(20, 0, ELEMENTS).distinct().sorted().toArray();
      double[] values = new double[places.length];
      double margin = 0;
      for (int k = 0; k < values.length; k++) {
        values[k] = (float) random.nextGaussian();
        margin += values[k] * (places[k] % 5 - 2) / 2;
      }
      Vector vector = Vectors.sparse(ELEMENTS, places, values);
      all.add(
          RowFactory.create(
              (long) i,
              i % 10 == 0 ? vector.toDense() : vector,
              margin + random.nextGaussian() > 0 ? 1.0 : 0.0,
              margin + random.nextGaussian() + 10,
              (int) Math.floor(Math.exp(margin / 4) + random.nextDouble()),
              margin < -1 ? 10.0 : margin < 1 ? 20.0 : 30.0));
    }
    return of(all);
  }

  /** One row of each vector; its flag is 0 and 1 in turn. */
  static Dataset<Row> of(Vector... vectors) {
    List<Row> all = new ArrayList<>();
    for (int i = 0; i < vectors.length; i++) {
      all.add(RowFactory.create((long) i, vectors[i], i % 2.0, 1.0 + i, i, 10.0));
    }
    return of(all);
  }

  private static Dataset<Row> of(List<Row> rows) {
    return SparkFixture.session().createDataFrame(rows, SCHEMA).repartition(2);
  }
}
