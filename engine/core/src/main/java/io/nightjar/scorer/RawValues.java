package io.nightjar.scorer;

import io.nightjar.FailureKind;
import io.nightjar.NightjarException;
import io.nightjar.features.InputSignature;
import java.util.List;
import java.util.Map;

/** Raw rows in the order of a model's signature. */
final class RawValues {
  private RawValues() {}

  /** The values of some columns, in their order. */
  static Object[] of(Map<String, ?> row, List<String> names) {
    Object[] raw = new Object[names.size()];
    read(row, names, raw);
    return raw;
  }

  /**
   * Writes the values of some columns, in their order.
   *
   * @throws NightjarException DATA if a column isn't there
   */
  static void read(Map<String, ?> row, List<String> names, Object[] raw) {
    for (int i = 0; i < raw.length; i++) {
      String name = names.get(i);
      Object value = row.get(name);
      if (value == null && !row.containsKey(name)) {
        throw NightjarException.of(FailureKind.DATA, InputSignature.missing(name, row.keySet()));
      }
      raw[i] = value;
    }
  }
}
