package io.nightjar.features.design;

import io.nightjar.features.ColumnType;
import io.nightjar.features.Feature;
import io.nightjar.features.NumericFeature;
import io.nightjar.features.NumericText;
import java.util.List;

/** A number as it is, the training mean where missing. */
final class NumericEncoder implements FeatureEncoder {
  private final NumericFeature feature;
  private final List<String> names;
  private final boolean text;
  private final int valueAt;
  private final int missingAt;

  NumericEncoder(NumericFeature feature, int offset) {
    this.feature = feature;
    this.text = feature.type() == ColumnType.STRING;
    boolean varies = !feature.range().constant();
    this.names =
        FeatureEncoder.withMissing(feature, varies ? List.of(feature.column()) : List.of());
    this.valueAt = varies ? offset : -1;
    this.missingAt = feature.missing().seen() ? offset + names.size() - 1 : -1;
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
  public Unscorable encode(Object given, double[] design) {
    Object raw = text ? NumericText.toNumber(given) : given;
    if (raw == null) {
      return write(feature.fill(), 1, design);
    }
    if (!(raw instanceof Number number)) {
      return text ? Unscorable.NOT_A_NUMBER : Unscorable.WRONG_TYPE;
    }
    double value = number.doubleValue();
    if (Double.isNaN(value)) {
      return write(feature.fill(), 1, design);
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
