package io.nightjar.features.design;

import io.nightjar.features.CategoricalFeature;
import io.nightjar.features.Feature;
import java.util.List;

/** The code of a category that training met, NaN for a missing value and for any other. */
final class TreeCategoryEncoder implements FeatureEncoder {
  private final CategoricalFeature feature;
  private final CategoryCodes codes;
  private final int offset;

  TreeCategoryEncoder(CategoricalFeature feature, int offset) {
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
    int code = codes.of(raw);
    design[offset] = code < feature.values().size() ? code : Double.NaN;
    return Unscorable.NONE;
  }
}
