package io.nightjar.features.design;

import io.nightjar.features.BooleanFeature;
import io.nightjar.features.Feature;
import java.util.List;

/** True as 1, false as 0. */
final class BooleanEncoder implements FeatureEncoder {
  private final BooleanFeature feature;
  private final List<String> names;
  private final int offset;
  private final double whenMissing;

  private BooleanEncoder(
      BooleanFeature feature, List<String> names, int offset, double whenMissing) {
    this.feature = feature;
    this.names = names;
    this.offset = offset;
    this.whenMissing = whenMissing;
  }

  /** The training share of true where missing. */
  static BooleanEncoder filled(BooleanFeature feature, int offset) {
    List<String> names = FeatureEncoder.withMissing(feature, List.of(feature.column()));
    return new BooleanEncoder(feature, names, offset, feature.fill());
  }

  /** NaN where missing. */
  static BooleanEncoder raw(BooleanFeature feature, int offset) {
    return new BooleanEncoder(feature, List.of(feature.column()), offset, Double.NaN);
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
  public Unscorable encode(Object raw, double[] design) {
    if (raw != null && !(raw instanceof Boolean)) {
      return Unscorable.WRONG_TYPE;
    }
    design[offset] = raw == null ? whenMissing : Boolean.TRUE.equals(raw) ? 1 : 0;
    if (names.size() > 1) {
      design[offset + 1] = raw == null ? 1 : 0;
    }
    return Unscorable.NONE;
  }
}
