package io.nightjar.features.design;

import io.nightjar.features.CategoricalFeature;
import io.nightjar.features.CategoryText;
import io.nightjar.features.ColumnType;
import io.nightjar.features.Feature;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** One 0/1 column per value but the most frequent one. */
final class CategoricalEncoder implements FeatureEncoder {
  private final CategoricalFeature feature;
  private final List<String> names;
  private final int offset;
  private final Map<String, Integer> codes = new HashMap<>();

  CategoricalEncoder(CategoricalFeature feature, int offset) {
    this.feature = feature;
    this.offset = offset;
    List<String> values = feature.values();
    for (int code = 0; code < values.size(); code++) {
      codes.put(values.get(code), code);
    }
    List<String> levels =
        values.stream().skip(1).map(value -> feature.column() + "=" + value).toList();
    this.names = FeatureEncoder.withMissing(feature, levels);
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
    if (raw != null && !fits(feature.type(), raw)) {
      return Unscorable.WRONG_TYPE;
    }
    Arrays.fill(design, offset, offset + names.size(), 0);
    int column = column(code(raw));
    if (column >= 0) {
      design[offset + column] = 1;
    }
    return Unscorable.NONE;
  }

  private int code(Object raw) {
    String text = CategoryText.of(raw);
    return text == null ? feature.missingCode() : codes.getOrDefault(text, feature.unseenCode());
  }

  /** The design column that is 1 for a code; none for the reference and for unseen values. */
  private int column(int code) {
    if (code < feature.unseenCode()) {
      return code - 1;
    }
    return code == feature.unseenCode() ? -1 : feature.unseenCode() - 1;
  }

  private static boolean fits(ColumnType type, Object raw) {
    if (type.isNumeric()) {
      return raw instanceof Number;
    }
    return type == ColumnType.BOOLEAN ? raw instanceof Boolean : raw instanceof String;
  }
}
