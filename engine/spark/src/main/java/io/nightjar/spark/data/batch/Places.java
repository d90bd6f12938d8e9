package io.nightjar.spark.data.batch;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.catalyst.expressions.BoundReference;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.UnsafeProjection;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import scala.jdk.javaapi.CollectionConverters;

/** Columns of rows by their places. */
final class Places {
  private Places() {}

  /**
   * A projection on some columns.
   *
   * @param schema of the columns
   * @param ordinals the columns wanted, by their places in the schema
   * @param at the places of the same columns in the rows
   */
  static UnsafeProjection projection(StructType schema, int[] ordinals, int[] at) {
    List<Expression> columns = new ArrayList<>();
    for (int i = 0; i < ordinals.length; i++) {
      StructField field = schema.fields()[ordinals[i]];
      columns.add(new BoundReference(at[i], field.dataType(), field.nullable()));
    }
    return UnsafeProjection.create(CollectionConverters.asScala(columns).toSeq());
  }
}
