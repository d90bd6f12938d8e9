package io.nightjar.jobs.init;

import java.util.List;

/**
 * What a draft says of a column.
 *
 * @param name the column
 * @param type as contracts name it: int, long, double, string and so on
 * @param nulls share of missing values, 0..1
 * @param distinct number of different values, approximate above a few hundred
 * @param min least value of a number, else null
 * @param max greatest value of a number, else null
 * @param values all values of a text column with few of them, most frequent first; else empty
 */
record ColumnProfile(
    String name,
    String type,
    double nulls,
    long distinct,
    Double min,
    Double max,
    List<String> values) {

  boolean isNumber() {
    return min != null;
  }

  boolean isText() {
    return type.equals("string");
  }
}
