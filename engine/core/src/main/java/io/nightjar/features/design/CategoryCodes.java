package io.nightjar.features.design;

import io.nightjar.features.CategoricalFeature;
import io.nightjar.features.CategoryText;
import io.nightjar.features.ColumnType;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The codes of a categorical feature's raw values; immutable. */
final class CategoryCodes {
  private final CategoricalFeature feature;
  private final Map<String, Integer> codes = new HashMap<>();

  CategoryCodes(CategoricalFeature feature) {
    this.feature = feature;
    List<String> values = feature.values();
    for (int code = 0; code < values.size(); code++) {
      codes.put(values.get(code), code);
    }
  }

  /** Whether a value that isn't null is of the feature's type. */
  boolean fits(Object raw) {
    return fits(feature.type(), raw);
  }

  /** Whether a value that isn't null is of a category's type. */
  static boolean fits(ColumnType type, Object raw) {
    if (type.isNumeric()) {
      return raw instanceof Number;
    }
    return type == ColumnType.BOOLEAN ? raw instanceof Boolean : raw instanceof String;
  }

  /** The code of a value that fits; null and NaN are missing. */
  int of(Object raw) {
    String text = CategoryText.of(raw);
    return text == null ? feature.missingCode() : codes.getOrDefault(text, feature.unseenCode());
  }
}
