package io.nightjar.features.design;

import io.nightjar.features.CategoricalFeature;
import io.nightjar.features.Feature;
import java.util.List;

/** The code of a known text, one more than the last for any other; a missing one is empty. */
final class TextEncoder implements FeatureEncoder {
  private final CategoricalFeature feature;
  private final CategoryCodes codes;
  private final int offset;

  TextEncoder(CategoricalFeature feature, int offset) {
    this.feature = feature;
    this.codes = new CategoryCodes(feature);
    this.offset = offset;
  }

  @Override
  public Feature feature() {
    return feature;
  }

  @Override
  public List<String> names() {
    return List.of(feature.column());
  }

  @Override
  public Unscorable encode(Object raw, double[] design) {
    if (raw != null && !codes.fits(raw)) {
      return Unscorable.WRONG_TYPE;
    }
    design[offset] = codes.of(raw == null ? "" : raw);
    return Unscorable.NONE;
  }
}
