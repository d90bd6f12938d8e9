package io.nightjar.features.design;

import io.nightjar.features.CategoricalFeature;
import io.nightjar.features.Feature;
import java.util.List;

/** A category as one number: its code, or what stands for all that training never met. */
final class CodeEncoder implements FeatureEncoder {
  private final CategoricalFeature feature;
  private final CategoryCodes codes;
  private final int offset;
  private final Object missing;
  private final double others;

  private CodeEncoder(CategoricalFeature feature, int offset, Object missing, double others) {
    this.feature = feature;
    this.codes = new CategoryCodes(feature);
    this.offset = offset;
    this.missing = missing;
    this.others = others;
  }

  /** For trees: NaN for a missing value and for any other. */
  static CodeEncoder orMissing(CategoricalFeature feature, int offset) {
    return new CodeEncoder(feature, offset, null, Double.NaN);
  }

  /** For texts of graphs: one more than the last for any other; a missing one is empty. */
  static CodeEncoder orOneMore(CategoricalFeature feature, int offset) {
    return new CodeEncoder(feature, offset, "", feature.unseenCode());
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
    int code = codes.of(raw == null ? missing : raw);
    design[offset] = code < feature.values().size() ? code : others;
    return Unscorable.NONE;
  }
}
