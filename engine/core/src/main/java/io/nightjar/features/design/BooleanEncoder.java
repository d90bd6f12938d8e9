package io.nightjar.features.design;

import io.nightjar.features.BooleanFeature;
import io.nightjar.features.Feature;
import java.util.List;

/** True as 1, false as 0, the training share of true where missing. */
final class BooleanEncoder implements FeatureEncoder {
  private final BooleanFeature feature;
  private final List<String> names;
  private final int offset;

  BooleanEncoder(BooleanFeature feature, int offset) {
    this.feature = feature;
    this.offset = offset;
    this.names = FeatureEncoder.withMissing(feature, List.of(feature.column()));
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
    design[offset] = raw == null ? feature.fill() : Boolean.TRUE.equals(raw) ? 1 : 0;
    if (names.size() > 1) {
      design[offset + 1] = raw == null ? 1 : 0;
    }
    return Unscorable.NONE;
  }
}
