package io.nightjar.spark.data.batch;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.apache.spark.sql.catalyst.CatalystTypeConverters;
import org.apache.spark.sql.catalyst.expressions.UnsafeArrayData;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DoubleType;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.unsafe.types.UTF8String;
import scala.Function1;

/** Values as in a {@link org.apache.spark.sql.Row} turned into Spark's internal ones. */
final class AddedValues {
  /** Texts that are kept, so that a label's bytes are made once. */
  private static final int MOST_KEPT = 1024;

  private final UnaryOperator<Object>[] converters;

  @SuppressWarnings({"unchecked", "rawtypes"}) // an array of a generic type
  AddedValues(StructType added) {
    converters =
        Arrays.stream(added.fields())
            .map(StructField::dataType)
            .map(AddedValues::converter)
            .toArray(UnaryOperator[]::new);
  }

  private static UnaryOperator<Object> converter(DataType type) {
    if (type instanceof DoubleType) {
      return UnaryOperator.identity();
    }
    if (type instanceof StringType) {
      Map<String, UTF8String> kept = new HashMap<>();
      return text -> text((String) text, kept);
    }
    Function1<Object, Object> other = CatalystTypeConverters.createToCatalystConverter(type);
    return value ->
        value instanceof double[] numbers
            ? UnsafeArrayData.fromPrimitiveArray(numbers)
            : other.apply(value);
  }

  private static Object text(String text, Map<String, UTF8String> kept) {
    if (text == null) {
      return null;
    }
    UTF8String known = kept.get(text);
    if (known == null) {
      known = UTF8String.fromString(text);
      if (kept.size() < MOST_KEPT) {
        kept.put(text, known);
      }
    }
    return known;
  }

  /** The same array, its values turned. */
  Object[] internal(Object[] values) {
    for (int i = 0; i < values.length; i++) {
      values[i] = converters[i].apply(values[i]);
    }
    return values;
  }
}
