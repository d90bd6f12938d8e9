package io.nightjar.features.design;

import io.nightjar.features.DateFeature;
import io.nightjar.features.Feature;
import java.time.LocalDateTime;
import java.util.List;

/** Each part of a date as a number, NaN where missing. */
final class TreeDateEncoder implements FeatureEncoder {
  private final DateFeature feature;
  private final List<String> names;
  private final int offset;

  TreeDateEncoder(DateFeature feature, int offset) {
    this.feature = feature;
    this.offset = offset;
    this.names = feature.parts().stream().map(feature::name).toList();
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
    LocalDateTime moment = DateFeature.moment(raw);
    if (raw != null && moment == null) {
      return Unscorable.WRONG_TYPE;
    }
    List<DateFeature.Part> parts = feature.parts();
    for (int i = 0; i < parts.size(); i++) {
      design[offset + i] = moment == null ? Double.NaN : parts.get(i).part().in(moment);
    }
    return Unscorable.NONE;
  }
}
