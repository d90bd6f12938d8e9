package io.nightjar.features.design;

import io.nightjar.features.ColumnType;
import io.nightjar.features.Feature;
import io.nightjar.features.NumericFeature;
import io.nightjar.features.NumericText;
import java.util.List;

/** A number as it is. */
final class NumericEncoder implements FeatureEncoder {
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
    double value = number.doubleValue();
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
