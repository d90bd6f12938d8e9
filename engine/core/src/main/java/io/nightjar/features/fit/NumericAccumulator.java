package io.nightjar.features.fit;

import io.nightjar.features.ColumnType;
import io.nightjar.features.Missing;
import io.nightjar.features.NumericRange;
import io.nightjar.features.NumericText;
import io.nightjar.features.raw.NumberColumn;
import io.nightjar.features.raw.RawColumn;
import java.math.BigDecimal;
import java.math.MathContext;

/**
 * Counts, mean, standard deviation and range of a numeric column, from exact sums:
 *
 * <pre>mean = Σv / n,  std² = (Σv² − (Σv)² / n) / (n − 1)</pre>
 */
final class NumericAccumulator implements ColumnAccumulator {
  private static final long serialVersionUID = 1L;

  /** Beyond this a square isn't a finite double; such values count as infinite. */
  static final double LIMIT = 1e150;

  private static final MathContext DIGITS = new MathContext(60);

  private final String column;
  private final ExactSum sum = new ExactSum();
  private final ExactSum squares = new ExactSum();
  private long nulls;
  private long nans;
  private long infinities;
  private long present;
  private long texts;
  private String firstText;
  private double min = Double.POSITIVE_INFINITY;
  private double max = Double.NEGATIVE_INFINITY;
  private transient FloatSums floats;

  NumericAccumulator(String column) {
    this.column = column;
  }

  @Override
  public void add(Object given) {
    Object raw = NumericText.toNumber(given);
    if (raw == null) {
      nulls++;
    } else if (raw instanceof Number number) {
      add(number.doubleValue());
    } else if (raw instanceof String text) {
      texts++;
      firstText = firstText == null || text.compareTo(firstText) < 0 ? text : firstText;
    } else {
      throw new IllegalArgumentException(
          column + " holds a " + raw.getClass().getSimpleName() + "; must be a number");
    }
  }

  @Override
  public void add(RawColumn column, int rows) {
    if (!(column instanceof NumberColumn numbers)) {
      ColumnAccumulator.super.add(column, rows);
      return;
    }
    if (numbers.type() == ColumnType.FLOAT && numbers.allFinite(rows)) {
      addFinite(numbers.floats(), rows);
      return;
    }
    float[] narrow = numbers.floats();
    double[] values = narrow == null ? numbers.values() : null;
    for (int row = 0; row < rows; row++) {
      if (numbers.isNull(row)) {
        nulls++;
      } else {
        add(narrow == null ? values[row] : narrow[row]);
      }
    }
  }

  private void addFinite(float[] values, int rows) {
    if (floats == null) {
      floats = new FloatSums(sum, squares);
    }
    floats.add(values, 0, rows);
    min = Math.min(min, floats.min());
    max = Math.max(max, floats.max());
    present += rows;
  }

  private void add(double value) {
    if (Double.isNaN(value)) {
      nans++;
      return;
    }
    if (Math.abs(value) > LIMIT) {
      infinities++;
      return;
    }
    present++;
    double positive = value + 0.0; // one zero, so that the range doesn't hang on the order
    min = Math.min(min, positive);
    max = Math.max(max, positive);
    sum.add(positive);
    double square = positive * positive;
    squares.add(square);
    double lost = Math.fma(positive, positive, -square); // by the product's rounding
    if (lost != 0) {
      squares.add(lost);
    }
  }

  @Override
  public void merge(ColumnAccumulator other) {
    NumericAccumulator that = (NumericAccumulator) other;
    nulls += that.nulls;
    nans += that.nans;
    infinities += that.infinities;
    present += that.present;
    texts += that.texts;
    if (firstText == null || (that.firstText != null && that.firstText.compareTo(firstText) < 0)) {
      firstText = that.firstText;
    }
    min = Math.min(min, that.min);
    max = Math.max(max, that.max);
    sum.add(that.sum);
    squares.add(that.squares);
  }

  @Override
  public ColumnStatistics.Numeric statistics() {
    NumericRange range = present == 0 ? null : range();
    return new ColumnStatistics.Numeric(
        column,
        new Missing(nulls, nans),
        present,
        new ColumnStatistics.Unusable(infinities, texts, firstText),
        range);
  }

  private NumericRange range() {
    BigDecimal count = BigDecimal.valueOf(present);
    BigDecimal total = sum.value();
    double mean = total.divide(count, DIGITS).doubleValue();
    return new NumericRange(mean, std(count, total), min, max);
  }

  private double std(BigDecimal count, BigDecimal total) {
    if (present < 2 || min == max) {
      return 0;
    }
    BigDecimal scaled = count.multiply(squares.value()).subtract(total.multiply(total));
    BigDecimal pairs = count.multiply(BigDecimal.valueOf(present - 1));
    BigDecimal variance = scaled.max(BigDecimal.ZERO).divide(pairs, DIGITS);
    return variance.sqrt(new MathContext(20)).doubleValue();
  }
}
