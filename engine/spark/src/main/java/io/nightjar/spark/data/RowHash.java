package io.nightjar.spark.data;

import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.hex;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.shiftrightunsigned;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.to_json;
import static org.apache.spark.sql.functions.unix_date;
import static org.apache.spark.sql.functions.unix_micros;
import static org.apache.spark.sql.functions.when;
import static org.apache.spark.sql.functions.xxhash64;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.types.BinaryType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DateType;
import org.apache.spark.sql.types.DecimalType;
import org.apache.spark.sql.types.DoubleType;
import org.apache.spark.sql.types.FloatType;
import org.apache.spark.sql.types.LongType;
import org.apache.spark.sql.types.NumericType;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.types.TimestampType;

/**
 * 64-bit hashes (XXH64) of keys and of whole rows that depend on values alone: not on the file's
 * order, the partitioning, the column order, or on whether an id was read as int, long or text.
 */
final class RowHash {
  private static final double WHOLE_LIMIT = 9.0e15;
  private static final long EXACT_LONG = 1L << 53;
  private static final int DROPPED_BITS = 11;
  private static final double UNIT = 0x1.0p-53;

  private RowHash() {}

  /** The column of that exact name, dots and all. */
  static Column column(String name) {
    return new Column("`" + name.replace("`", "``") + "`");
  }

  /** A hash as a number of [0, 1), its upper 53 bits: u = hash / 2⁶⁴. */
  static Column unit(Column hash) {
    return shiftrightunsigned(hash, DROPPED_BITS).cast("double").multiply(lit(UNIT));
  }

  /** A hash of the key's canonical text and the seed; null where the key is null. */
  static Column ofKey(StructField key, long seed) {
    Column text = text(key);
    return when(text.isNotNull(), xxhash64(concat(text, lit("\u0000" + seed))));
  }

  /**
   * A hash of every value of the row: of the columns' own hashes in the order of their names. A
   * null is the hash of the name alone, so it is told from every value.
   */
  static Column ofContent(StructType schema, long seed) {
    List<Column> parts = new ArrayList<>();
    parts.add(lit(seed));
    StructField[] fields = schema.fields().clone();
    Arrays.sort(fields, Comparator.comparing(StructField::name));
    for (StructField field : fields) {
      parts.add(ofValue(field));
    }
    return xxhash64(parts.toArray(Column[]::new));
  }

  /** Numbers hash as doubles where these hold them exactly, whatever their type. */
  private static Column ofValue(StructField field) {
    Column name = lit(field.name());
    Column value = column(field.name());
    if (field.dataType() instanceof LongType) {
      Column exact = value.between(lit(-EXACT_LONG), lit(EXACT_LONG));
      return when(exact, xxhash64(name, value.cast("double"))).otherwise(xxhash64(name, value));
    }
    return field.dataType() instanceof NumericType
        ? xxhash64(name, value.cast("double"))
        : xxhash64(name, text(field));
  }

  /**
   * The canonical text: 5, 5L, 5.0 and "5" are one text; times are microseconds since 1970 and
   * dates are days, so that no session's time zone shows.
   */
  static Column text(StructField field) {
    Column value = column(field.name());
    DataType type = field.dataType();
    if (type instanceof StringType) {
      return value;
    }
    if (type instanceof DoubleType || type instanceof FloatType || type instanceof DecimalType) {
      Column number = value.cast("double");
      Column whole = number.equalTo(org.apache.spark.sql.functions.floor(number));
      Column small = org.apache.spark.sql.functions.abs(number).lt(lit(WHOLE_LIMIT));
      return when(whole.and(small), number.try_cast("bigint").cast("string"))
          .otherwise(value.cast("string"));
    }
    if (type instanceof TimestampType) {
      return unix_micros(value).cast("string");
    }
    if (type instanceof DateType) {
      return unix_date(value).cast("string");
    }
    if (type instanceof BinaryType) {
      return hex(value);
    }
    return isNested(type) ? to_json(struct(value)) : value.cast("string");
  }

  /** Arrays, maps and structs: no feature, no key. */
  private static boolean isNested(DataType type) {
    return switch (type.typeName()) {
      case "array", "map", "struct", "variant" -> true;
      default -> false;
    };
  }
}
