package io.nightjar.features.fit;

import io.nightjar.features.CategoryText;
import io.nightjar.features.Missing;
import io.nightjar.features.NumericText;
import java.util.HashMap;
import java.util.Map;

/**
 * Rows by value of a column of categories. Past {@link #MOST_DISTINCT} distinct values the counts
 * are given up, so that a column of keys costs no more than that.
 */
final class CategoryAccumulator implements ColumnAccumulator {
  private static final long serialVersionUID = 1L;

  /** More distinct values than any useful {@code features.max-categories}. */
  static final int MOST_DISTINCT = 20_000;

  private final String column;
  private final int mostDistinct;
  private final HashMap<String, Long> counts = new HashMap<>();
  private boolean overflowed;
  private long nulls;
  private long nans;
  private long present;
  private long numbers;
  private String firstNumber;
  private String firstOther;

  CategoryAccumulator(String column, int mostDistinct) {
    this.column = column;
    this.mostDistinct = mostDistinct;
  }

  @Override
  public void add(Object raw) {
    String text = CategoryText.of(raw);
    if (raw == null) {
      nulls++;
    } else if (text == null) {
      nans++;
    } else {
      present++;
      if (raw instanceof String) {
        look(text);
      }
      count(text, 1);
    }
  }

  private void look(String text) {
    if (NumericText.isNumber(text)) {
      numbers++;
      firstNumber = first(firstNumber, text);
    } else {
      firstOther = first(firstOther, text);
    }
  }

  private void count(String text, long rows) {
    if (overflowed) {
      return;
    }
    counts.merge(text, rows, Long::sum);
    if (counts.size() > mostDistinct) {
      overflowed = true;
      counts.clear();
    }
  }

  @Override
  public void merge(ColumnAccumulator other) {
    CategoryAccumulator that = (CategoryAccumulator) other;
    nulls += that.nulls;
    nans += that.nans;
    present += that.present;
    numbers += that.numbers;
    firstNumber = first(firstNumber, that.firstNumber);
    firstOther = first(firstOther, that.firstOther);
    if (that.overflowed) {
      overflowed = true;
      counts.clear();
    }
    that.counts.forEach(this::count);
  }

  @Override
  public ColumnStatistics.Categories statistics() {
    return new ColumnStatistics.Categories(
        column,
        new Missing(nulls, nans),
        present,
        Map.copyOf(counts),
        overflowed,
        new ColumnStatistics.NumericLook(numbers, firstNumber, firstOther));
  }

  private static String first(String a, String b) {
    if (a == null || b == null) {
      return a == null ? b : a;
    }
    return a.compareTo(b) <= 0 ? a : b;
  }
}
