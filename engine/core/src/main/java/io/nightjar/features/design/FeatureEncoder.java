package io.nightjar.features.design;

import io.nightjar.features.ColumnType;
import io.nightjar.features.Feature;
import java.util.ArrayList;
import java.util.List;

/** Writes one feature's design columns; immutable. */
interface FeatureEncoder {

  /** The feature. */
  Feature feature();

  /** The names of its design columns, in order. */
  List<String> names();

  /**
   * Writes the columns of one raw value at the feature's offset; every one of them is written.
   *
   * @return {@link Unscorable#NONE} or why the value can't be encoded
   */
  Unscorable encode(Object raw, double[] design);

  /** The same of a number of the feature's type that is not boxed; NaN is missing. */
  default Unscorable encodeNumber(double raw, double[] design) {
    Object boxed = feature().type() == ColumnType.FLOAT ? (Object) (float) raw : (Object) raw;
    return encode(boxed, design);
  }

  /** The design column that holds an input's own number, which has no bound; -1 for none. */
  default int valueAt() {
    return -1;
  }

  /** What is said of a number at {@link #valueAt} that is beyond float32. */
  default Unscorable tooLarge() {
    return Unscorable.TOO_LARGE;
  }

  /** The names with the column that says missing, where training met it. */
  static List<String> withMissing(Feature feature, List<String> names) {
    if (!feature.missing().seen()) {
      return List.copyOf(names);
    }
    List<String> all = new ArrayList<>(names);
    all.add(feature.column() + " is missing");
    return List.copyOf(all);
  }
}
