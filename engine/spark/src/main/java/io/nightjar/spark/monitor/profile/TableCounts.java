package io.nightjar.spark.monitor.profile;

import java.io.Serializable;
import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * All that one pass counts of a table whose first columns are numbers and whose next are
 * categories. Not thread-safe.
 */
public final class TableCounts implements Serializable {
  private static final long serialVersionUID = 1L;

  private final NumericCounts[] numeric;
  private final CategoryCounts[] categorical;
  private long rows;

  TableCounts(List<double[]> knots, List<List<String>> values) {
    numeric = knots.stream().map(NumericCounts::new).toArray(NumericCounts[]::new);
    categorical = values.stream().map(CategoryCounts::new).toArray(CategoryCounts[]::new);
  }

  /**
   * Counts a table at a profile's knots and categories, in one pass.
   *
   * @throws io.nightjar.NightjarException of kind DATA where a profiled column is missing
   */
  public static TableCounts of(Dataset<Row> table, Profile profile) {
    List<double[]> knots = profile.numeric().stream().map(NumericProfile::knotArray).toList();
    List<List<String>> values =
        profile.categorical().stream().map(CategoricalProfile::values).toList();
    return new TableCounts(knots, values)
        .count(ProfiledTable.of(table, profile).narrow().toJavaRDD());
  }

  /** Counts every row; integers and exact sums, so the order doesn't matter. */
  TableCounts count(JavaRDD<Row> table) {
    return table.treeAggregate(this, TableCounts::add, TableCounts::add, 2);
  }

  private TableCounts add(Row row) {
    rows++;
    for (int c = 0; c < numeric.length; c++) {
      numeric[c].add(row, c);
    }
    for (int c = 0; c < categorical.length; c++) {
      categorical[c].add(row, numeric.length + c);
    }
    return this;
  }

  private TableCounts add(TableCounts other) {
    rows += other.rows;
    for (int c = 0; c < numeric.length; c++) {
      numeric[c].add(other.numeric[c]);
    }
    for (int c = 0; c < categorical.length; c++) {
      categorical[c].add(other.categorical[c]);
    }
    return this;
  }

  /** All rows. */
  public long rows() {
    return rows;
  }

  /** Of the profile's numeric column {@code c}. */
  public NumericCounts numeric(int c) {
    return numeric[c];
  }

  /** Of the profile's categorical column {@code c}. */
  public CategoryCounts categorical(int c) {
    return categorical[c];
  }
}
