package io.nightjar.features;

import java.math.BigDecimal;

/** The one text form of a raw value, by which categories and labels are compared. */
public final class CategoryText {
  private static final double EXACT_LONG = 0x1p53;

  private CategoryText() {}

  /**
   * The text of a raw value: strings as they are, whole numbers without a decimal point whatever
   * their type ({@code 1}, {@code 1L} and {@code 1.0} are all "1"), of a vector its size alone;
   * null for null and NaN.
   */
  public static String of(Object raw) {
    if (raw == null || raw instanceof String) {
      return (String) raw;
    }
    if (raw instanceof Float || raw instanceof Double) {
      return ofDouble(((Number) raw).doubleValue(), raw);
    }
    if (raw instanceof BigDecimal decimal) {
      return decimal.signum() == 0 ? "0" : decimal.stripTrailingZeros().toPlainString();
    }
    return raw instanceof double[] elements ? SparseVector.text(elements.length) : raw.toString();
  }

  private static String ofDouble(double value, Object raw) {
    if (Double.isNaN(value)) {
      return null;
    }
    if (value == Math.rint(value) && Math.abs(value) <= EXACT_LONG) {
      return Long.toString((long) value);
    }
    return raw.toString();
  }
}
