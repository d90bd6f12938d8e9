package io.nightjar.spark.train.block;

import io.nightjar.FailureKind;
import io.nightjar.NightjarException;
import io.nightjar.config.hocon.Kind;
import io.nightjar.features.raw.NumberColumn;
import io.nightjar.features.raw.RawColumn;
import io.nightjar.model.Target;
import io.nightjar.model.Task;
import java.util.HashMap;
import java.util.Map;

/** Labels as trainers take them: a class's code, or the number itself. For one task. */
public final class LabelReader {
  /** Raw labels whose codes are kept, so that no text is made of each. */
  private static final int MOST_KEPT = 4096;

  private final Target target;
  private final RowRole role;
  private final Map<Object, Integer> codes = new HashMap<>();

  /**
   * A reader of labels.
   *
   * @param role of the rows, for messages
   */
  public LabelReader(Target target, RowRole role) {
    this.target = target;
    this.role = role;
  }

  /**
   * The labels of a column.
   *
   * @throws NightjarException of kind DATA for a label that is none of the classes, or no finite
   *     number where one is predicted
   */
  public double[] read(RawColumn column, int rows) {
    double[] labels = new double[rows];
    for (int row = 0; row < rows; row++) {
      labels[row] = target.task() == Task.REGRESSION ? number(column, row) : code(column, row);
    }
    return labels;
  }

  private double number(RawColumn column, int row) {
    double label = column instanceof NumberColumn numbers ? numbers.values()[row] : Double.NaN;
    if (!Double.isFinite(label)) {
      throw refused(column.value(row), "must be a finite number");
    }
    return label;
  }

  private int code(RawColumn column, int row) {
    Object raw = column.value(row);
    Integer code = codes.get(raw);
    if (code == null) {
      code = target.code(raw);
      if (code < 0) {
        throw refused(raw, "must be one of " + target.classes());
      }
      if (codes.size() < MOST_KEPT) {
        codes.put(raw, code);
      }
    }
    return code;
  }

  private NightjarException refused(Object value, String allowed) {
    return NightjarException.of(
        FailureKind.DATA,
        target.column(),
        "is " + value + " in a " + Kind.word(role) + " row; " + allowed + "; mend it");
  }
}
