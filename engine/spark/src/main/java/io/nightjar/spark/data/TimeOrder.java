package io.nightjar.spark.data;

import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.unix_date;
import static org.apache.spark.sql.functions.unix_micros;

import io.nightjar.FailureKind;
import io.nightjar.NightjarException;
import java.util.Iterator;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.DateType;
import org.apache.spark.sql.types.DecimalType;
import org.apache.spark.sql.types.NumericType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.TimestampNTZType;
import org.apache.spark.sql.types.TimestampType;

/**
 * The order of rows by time, for cutting off the newest share exactly and without sorting: the cut
 * is found by counting into {@value #BUCKETS} buckets and looking closer, at most six passes over
 * one column. What goes to the driver is the buckets.
 */
final class TimeOrder {
  private static final int BUCKET_BITS = 12;
  private static final int BUCKETS = 1 << BUCKET_BITS;

  private final Table table;
  private final Column key;
  private final boolean whole;
  private final long[] extent;

  private TimeOrder(Table table, Column key, boolean whole) {
    this.table = table;
    this.key = key;
    this.whole = whole;
    this.extent =
        ReadFailures.reading(
            table.origin(),
            () ->
                OrderedReduce.reduce(
                    keys(), (partition, keys) -> extentOf(keys), TimeOrder::joined));
  }

  /** The order by a date, timestamp or number. */
  static TimeOrder of(Table table, StructField time) {
    DataType type = time.dataType();
    Column value = RowHash.column(time.name());
    if (type instanceof DateType) {
      return new TimeOrder(table, unix_date(value).cast("bigint"), true);
    }
    if (type instanceof TimestampType || type instanceof TimestampNTZType) {
      return new TimeOrder(table, unix_micros(value.cast("timestamp")), true);
    }
    if (!(type instanceof NumericType)) {
      throw NightjarException.of(
          FailureKind.DATA,
          table.origin().name(),
          "\""
              + time.name()
              + "\" is of type "
              + type.simpleString()
              + ", which has no order in time; give a date, a timestamp or a number (for CSV, say"
              + " data.csv.timestamp-format)");
    }
    boolean fraction =
        type instanceof DecimalType
            || type.sameType(DataTypes.DoubleType)
            || type.sameType(DataTypes.FloatType);
    return new TimeOrder(table, value.cast(fraction ? "double" : "bigint"), !fraction);
  }

  /**
   * The condition of the newest rows, that share of all, rounded to a whole row and then widened to
   * all rows of the same time; false for a share of 0.
   */
  Column newest(double share) {
    long rows = extent[0];
    long wanted = Math.round(rows * share);
    if (wanted <= 0) {
      return lit(false);
    }
    long cut = select(Math.max(0, rows - wanted));
    return key.geq(whole ? lit(cut) : lit(fromSortable(cut)));
  }

  /** The key of that rank, 0 being the oldest row. */
  private long select(long rank) {
    long low = extent[1];
    long high = extent[2];
    long below = 0;
    while (low < high) {
      int shift = Math.max(0, Long.SIZE - Long.numberOfLeadingZeros(high - low) - BUCKET_BITS);
      long[] counts = histogram(low, high, shift);
      int bucket = 0;
      while (below + counts[bucket] <= rank) {
        below += counts[bucket++];
      }
      low += (long) bucket << shift;
      long end = low + ((1L << shift) - 1);
      high = end < low ? high : Math.min(high, end);
    }
    return low;
  }

  private long[] histogram(long low, long high, int shift) {
    return ReadFailures.reading(
        table.origin(),
        () ->
            OrderedReduce.reduce(
                keys(), (partition, keys) -> countsOf(keys, low, high, shift), TimeOrder::added));
  }

  private JavaRDD<Long> keys() {
    boolean asBits = !whole;
    return table
        .rows()
        .select(key.as("key"))
        .filter("key is not null")
        .javaRDD()
        .map(row -> asBits ? toSortable(row.getDouble(0)) : row.getLong(0));
  }

  private static long[] extentOf(Iterator<Long> keys) {
    long[] extent = {0, Long.MAX_VALUE, Long.MIN_VALUE};
    while (keys.hasNext()) {
      long key = keys.next();
      extent[0]++;
      extent[1] = Math.min(extent[1], key);
      extent[2] = Math.max(extent[2], key);
    }
    return extent;
  }

  private static long[] joined(long[] left, long[] right) {
    return new long[] {
      left[0] + right[0], Math.min(left[1], right[1]), Math.max(left[2], right[2])
    };
  }

  private static long[] countsOf(Iterator<Long> keys, long low, long high, int shift) {
    long[] counts = new long[BUCKETS];
    while (keys.hasNext()) {
      long key = keys.next();
      if (key >= low && key <= high) {
        counts[(int) ((key - low) >>> shift)]++;
      }
    }
    return counts;
  }

  private static long[] added(long[] left, long[] right) {
    for (int i = 0; i < left.length; i++) {
      left[i] += right[i];
    }
    return left;
  }

  /** A long in the order of the doubles; −0.0 and 0.0 are one time. */
  static long toSortable(double value) {
    long bits = Double.doubleToLongBits(value + 0.0);
    return bits ^ ((bits >> 63) & Long.MAX_VALUE);
  }

  static double fromSortable(long sortable) {
    return Double.longBitsToDouble(sortable ^ ((sortable >> 63) & Long.MAX_VALUE));
  }
}
