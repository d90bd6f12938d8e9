package io.nightjar.spark.train.mllib;

import io.nightjar.features.FeatureSpec;
import io.nightjar.features.design.LinearDesign;
import io.nightjar.features.design.Precision;
import io.nightjar.features.design.RowEncoder;
import io.nightjar.spark.data.RawRows;
import java.io.Serializable;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * Rows with the vector of their design columns beside them, for Spark ML: the same encoding as
 * every other model gets.
 */
public final class DesignRows implements Serializable {
  private static final long serialVersionUID = 1L;

  /** The vector of design columns. */
  public static final String FEATURES = "__features";

  /** The label as a number: 0/1, the class's index or the value. */
  public static final String LABEL = "__label";

  /** The row's weight. */
  public static final String WEIGHT = "__weight";

  /** Why a row can't be encoded; null where it can. */
  public static final String REASON = "__reason";

  private final FeatureSpec spec;

  /** Rows encoded by a fitted spec. */
  public DesignRows(FeatureSpec spec) {
    this.spec = spec;
  }

  /** The rows with {@link #FEATURES} and {@link #REASON} added, in their order. */
  public Dataset<Row> add(Dataset<Row> rows) {
    StructType schema = rows.schema();
    StructType wider =
        schema.add(FEATURES, SQLDataTypes.VectorType()).add(REASON, DataTypes.StringType);
    MapPartitionsFunction<Row, Row> encode = partition -> new Encoding(schema, partition);
    return rows.mapPartitions(encode, Encoders.row(wider));
  }

  private final class Encoding implements Iterator<Row> {
    private final Iterator<Row> rows;
    private final RawRows reader;
    private final RowEncoder encoder;
    private final Object[] raw;
    private final double[][] design;

    Encoding(StructType schema, Iterator<Row> rows) {
      List<String> names = spec.signature().names();
      LinearDesign columns = LinearDesign.of(spec);
      this.rows = rows;
      this.reader = new RawRows(schema, names);
      this.encoder = columns.encoder(names, Precision.DOUBLE);
      this.raw = new Object[names.size()];
      this.design = new double[columns.width()][1];
    }

    @Override
    public boolean hasNext() {
      return rows.hasNext();
    }

    @Override
    public Row next() {
      Row row = rows.next();
      reader.read(row, raw);
      int code = encoder.encode(raw, 0, design);
      Object[] values = new Object[row.size() + 2];
      for (int i = 0; i < row.size(); i++) {
        values[i] = row.get(i);
      }
      double[] vector = Arrays.stream(design).mapToDouble(column -> column[0]).toArray();
      values[row.size()] = Vectors.dense(vector).compressed();
      values[row.size() + 1] = code == RowEncoder.ENCODED ? null : encoder.reason(code, raw);
      return RowFactory.create(values);
    }
  }
}
