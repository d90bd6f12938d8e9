package io.nightjar.features.design;

import io.nightjar.features.CategoricalFeature;
import java.util.Arrays;
import java.util.List;

/** One 0/1 column per value but the most frequent one. */
final class CategoricalEncoder implements FeatureEncoder {
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
  public Unscorable encode(Object raw, double[] design) {
    if (!fits(raw)) {
      return Unscorable.WRONG_TYPE;
    }
    Arrays.fill(design, offset, offset + names.size(), 0);
    int column = column(raw);
    if (column >= 0) {
      design[offset + column] = 1;
    }
    return Unscorable.NONE;
  }

  /** Whether a value is missing or of the feature's type. */
  boolean fits(Object raw) {
    return raw == null || codes.fits(raw);
  }

  /**
   * Which of its design columns is 1 for a value that fits; −1 for the reference and for unseen
   * values.
   */
  int column(Object raw) {
    int code = codes.of(raw);
    if (code < feature.unseenCode()) {
      return code - 1;
    }
    return code == feature.unseenCode() ? -1 : feature.unseenCode() - 1;
  }
}
