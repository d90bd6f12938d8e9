package io.nightjar.spark.monitor.profile;

import io.nightjar.FailureKind;
import io.nightjar.NightjarException;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.BooleanType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DateType;
import org.apache.spark.sql.types.NumericType;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.types.TimestampNTZType;
import org.apache.spark.sql.types.TimestampType;

/** How a column's distribution is kept. */
public enum ColumnKind {
  /** Counts at knots, of float64 values. */
  NUMERIC,
  /** Like numbers, in days or seconds since 1970; its drift is reported and never alarms. */
  DATE,
  /** Counts of the values as text. */
  CATEGORY;

  static ColumnKind of(String column, DataType type) {
    if (type instanceof NumericType) {
      return NUMERIC;
    }
    if (type instanceof DateType
        || type instanceof TimestampType
        || type instanceof TimestampNTZType) {
      return DATE;
    }
    if (type instanceof StringType || type instanceof BooleanType) {
      return CATEGORY;
    }
    throw NightjarException.of(
        FailureKind.DATA,
        column,
        "a column of type "
            + type.sql()
            + " can't be profiled; numbers, text, booleans, dates and"
            + " timestamps can. Exclude it.");
  }

  /** The column as a double or as text; what can't be read as this kind becomes null. */
  Column read(String column, DataType type) {
    String quoted = "`" + column.replace("`", "``") + "`";
    return switch (this) {
      case CATEGORY -> functions.expr("CAST(" + quoted + " AS STRING)");
      case NUMERIC -> functions.expr("TRY_CAST(" + quoted + " AS DOUBLE)");
      case DATE ->
          type instanceof DateType || type instanceof StringType
              ? functions.expr("CAST(UNIX_DATE(TRY_CAST(" + quoted + " AS DATE)) AS DOUBLE)")
              : functions.expr("UNIX_MICROS(CAST(" + quoted + " AS TIMESTAMP)) / 1e6D");
    };
  }
}
