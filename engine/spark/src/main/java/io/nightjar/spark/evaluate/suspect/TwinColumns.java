package io.nightjar.spark.evaluate.suspect;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Columns that hold the same values in every row of a sample, missing ones too. Numbers are the
 * same by their value, whatever their types; columns of one value alone are nobody's twins.
 */
final class TwinColumns {
  private TwinColumns() {}

  /**
   * The groups of two and more, each in the columns' order.
   *
   * @param columns how many of the sample's first columns to look at
   */
  static List<List<String>> of(ColumnSample sample, int columns) {
    Map<List<Object>, List<String>> groups = new LinkedHashMap<>();
    for (int j = 0; j < columns; j++) {
      int column = j;
      List<Object> values =
          Arrays.asList(sample.rows().stream().map(row -> comparable(row[column])).toArray());
      if (values.stream().distinct().limit(2).count() > 1) {
        groups.computeIfAbsent(values, key -> new ArrayList<>()).add(sample.columns().get(column));
      }
    }
    return groups.values().stream().filter(group -> group.size() > 1).toList();
  }

  private static Object comparable(Object value) {
    return value instanceof Number number ? (Object) number.doubleValue() : value;
  }
}
