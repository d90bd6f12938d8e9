package io.nightjar.scorer;

import io.nightjar.features.InputColumn;
import io.nightjar.model.LinearModel;
import io.nightjar.model.Model;

/** The offsets of a batch's rows, which are added to their margins in float64. */
final class OffsetValues {
  private final String column;
  private final int at;

  private OffsetValues(String column, int at) {
    this.column = column;
    this.at = at;
  }

  /** Those of a model's rows in the order of its signature; none where it has no offset. */
  static OffsetValues of(Model model) {
    InputColumn offset = model instanceof LinearModel linear ? linear.offset() : null;
    return offset == null
        ? new OffsetValues(null, -1)
        : new OffsetValues(offset.name(), model.signature().names().indexOf(offset.name()));
  }

  /** The column; null without an offset. */
  String column() {
    return column;
  }

  /** Its place in the signature; −1 without an offset. */
  int at() {
    return at;
  }

  /** Why a row of that offset can't be scored; null where it can. */
  String reason(Object offset) {
    return offset instanceof Number number && Double.isFinite(number.doubleValue())
        ? null
        : refusal(offset);
  }

  /** The same of a number that is not boxed. */
  String reason(double offset) {
    return Double.isFinite(offset) ? null : refusal(offset);
  }

  private String refusal(Object offset) {
    return column + " is " + offset + "; must be a finite number, which is added to the margin";
  }
}
