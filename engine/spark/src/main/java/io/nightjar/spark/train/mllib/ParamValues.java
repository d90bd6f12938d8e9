package io.nightjar.spark.train.mllib;

import java.util.List;
import org.apache.spark.ml.param.BooleanParam;
import org.apache.spark.ml.param.DoubleArrayParam;
import org.apache.spark.ml.param.DoubleParam;
import org.apache.spark.ml.param.FloatParam;
import org.apache.spark.ml.param.IntArrayParam;
import org.apache.spark.ml.param.IntParam;
import org.apache.spark.ml.param.LongParam;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.StringArrayParam;

/** Config values as the types that Spark ML's params hold. */
final class ParamValues {
  private ParamValues() {}

  /**
   * The value as the param's type.
   *
   * @throws IllegalArgumentException saying what the param must be
   */
  static Object fitting(Param<?> param, Object value) {
    if (param instanceof IntParam) {
      return Math.toIntExact(whole(value));
    }
    if (param instanceof LongParam) {
      return whole(value);
    }
    if (param instanceof DoubleParam) {
      return number(value);
    }
    if (param instanceof FloatParam) {
      return (float) number(value);
    }
    if (param instanceof BooleanParam) {
      require(value instanceof Boolean, "must be true or false.");
      return value;
    }
    if (param instanceof DoubleArrayParam) {
      return list(value).stream().mapToDouble(ParamValues::number).toArray();
    }
    if (param instanceof IntArrayParam) {
      return list(value).stream().mapToInt(v -> Math.toIntExact(whole(v))).toArray();
    }
    if (param instanceof StringArrayParam) {
      return list(value).stream().map(String::valueOf).toArray(String[]::new);
    }
    require(value instanceof String, "must be text.");
    return value;
  }

  private static long whole(Object value) {
    require(
        value instanceof Number n && n.doubleValue() == Math.rint(n.doubleValue()),
        "must be a whole number.");
    return ((Number) value).longValue();
  }

  private static double number(Object value) {
    require(value instanceof Number, "must be a number.");
    return ((Number) value).doubleValue();
  }

  private static List<?> list(Object value) {
    require(value instanceof List<?>, "must be a list.");
    return (List<?>) value;
  }

  private static void require(boolean held, String allowed) {
    if (!held) {
      throw new IllegalArgumentException(allowed);
    }
  }
}
