package io.nightjar.features.design;

import io.nightjar.features.CategoricalFeature;
import java.util.List;

/** One 0/1 column per value but the most frequent one. */
final class CategoricalEncoder implements GroupEncoder {
  private final CategoricalFeature feature;
  private final List<String> names;
  private final int offset;
  private final CategoryCodes codes;

  CategoricalEncoder(CategoricalFeature feature, int offset) {
    this.feature = feature;
    this.offset = offset;
    this.codes = new CategoryCodes(feature);
    List<String> levels =
        feature.values().stream().skip(1).map(value -> feature.column() + "=" + value).toList();
    this.names = FeatureEncoder.withMissing(feature, levels);
  }

  @Override
  public CategoricalFeature feature() {
    return feature;
  }

  @Override
  public List<String> names() {
    return names;
  }

  @Override
  public int offset() {
    return offset;
  }

  @Override
  public boolean fits(Object raw) {
    return raw == null || codes.fits(raw);
  }

  /** −1 for the reference and for unseen values. */
  @Override
  public int column(Object raw) {
    int code = codes.of(raw);
    if (code < feature.unseenCode()) {
      return code - 1;
    }
    return code == feature.unseenCode() ? -1 : feature.unseenCode() - 1;
  }
}
