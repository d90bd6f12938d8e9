package io.nightjar.features.design;

import io.nightjar.features.ColumnType;
import io.nightjar.features.Feature;
import io.nightjar.features.NumericFeature;
import io.nightjar.features.NumericText;
import io.nightjar.features.raw.NumberColumn;
import java.util.List;

/** A number as it is. */
final class NumericEncoder implements FeatureEncoder {
  /** The value, and whether it is missing. */
  static final int MOST_COLUMNS = 2;

  private final NumericFeature feature;
  private final List<String> names;
  private final boolean text;
  private final double whenMissing;
  private final int valueAt;
  private final int missingAt;

  private NumericEncoder(
      NumericFeature feature, List<String> names, double whenMissing, int valueAt, int missingAt) {
    this.feature = feature;
    this.names = names;
    this.text = feature.type() == ColumnType.STRING;
    this.whenMissing = whenMissing;
    this.valueAt = valueAt;
    this.missingAt = missingAt;
  }

  /** The training mean where missing; left out if it was constant. */
  static NumericEncoder filled(NumericFeature feature, int offset) {
    boolean varies = !feature.range().constant();
    List<String> names =
        FeatureEncoder.withMissing(feature, varies ? List.of(feature.column()) : List.of());
    int missingAt = feature.missing().seen() ? offset + names.size() - 1 : -1;
    return new NumericEncoder(feature, names, feature.fill(), varies ? offset : -1, missingAt);
  }

  /** NaN where missing. */
  static NumericEncoder raw(NumericFeature feature, int offset) {
    return new NumericEncoder(feature, List.of(feature.column()), Double.NaN, offset, -1);
  }

  @Override
  public Feature feature() {
    return feature;
  }

  @Override
  public List<String> names() {
    return names;
  }

  @Override
  public int valueAt() {
    return valueAt;
  }

  @Override
  public Unscorable tooLarge() {
    return Double.isNaN(whenMissing) ? Unscorable.BEYOND_FLOAT : Unscorable.TOO_LARGE;
  }

  @Override
  public Unscorable encode(Object given, double[] design) {
    Object raw = text ? NumericText.toNumber(given) : given;
    if (raw == null) {
      return write(whenMissing, 1, design);
    }
    if (!(raw instanceof Number number)) {
      return text ? Unscorable.NOT_A_NUMBER : Unscorable.WRONG_TYPE;
    }
    return encodeNumber(number.doubleValue(), design);
  }

  @Override
  public Unscorable encodeNumber(double value, double[] design) {
    if (Double.isNaN(value)) {
      return write(whenMissing, 1, design);
    }
    if (Double.isInfinite(value)) {
      return Unscorable.INFINITE;
    }
    if (feature.type().isIntegral() && value != Math.rint(value)) {
      return Unscorable.WRONG_TYPE;
    }
    return write(value, 0, design);
  }

  /** Whether each finite number of a column is its own design value, the first of the feature's. */
  boolean keepsFinite(NumberColumn numbers) {
    return valueAt >= 0 && (!feature.type().isIntegral() || numbers.type().isIntegral());
  }

  /**
   * Encodes a column of numbers at once.
   *
   * @param rows how many
   * @param design by name and row: written; means nothing where there is a reason
   * @param reasons by row, ordinals of {@link Unscorable}: all {@link Unscorable#NONE} before
   */
  void encode(NumberColumn numbers, int rows, double[][] design, byte[] reasons) {
    double[] values = numbers.values();
    boolean whole = feature.type().isIntegral() && !numbers.type().isIntegral();
    for (int row = 0; row < rows; row++) {
      double value = values[row];
      boolean infinite = Double.isInfinite(value);
      if (infinite || (whole && value != Math.rint(value) && !Double.isNaN(value))) {
        Unscorable reason = infinite ? Unscorable.INFINITE : Unscorable.WRONG_TYPE;
        reasons[row] = (byte) reason.ordinal();
      }
    }
    if (valueAt >= 0) {
      double[] to = design[0];
      for (int row = 0; row < rows; row++) {
        double value = values[row];
        to[row] = Double.isNaN(value) ? whenMissing : value;
      }
    }
    if (missingAt >= 0) {
      double[] to = design[names.size() - 1];
      for (int row = 0; row < rows; row++) {
        to[row] = Double.isNaN(values[row]) ? 1 : 0;
      }
    }
  }

  private Unscorable write(double value, double missing, double[] design) {
    if (valueAt >= 0) {
      design[valueAt] = value;
    }
    if (missingAt >= 0) {
      design[missingAt] = missing;
    }
    return Unscorable.NONE;
  }
}
