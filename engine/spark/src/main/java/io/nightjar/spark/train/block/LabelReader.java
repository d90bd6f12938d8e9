package io.nightjar.spark.train.block;

import io.nightjar.FailureKind;
import io.nightjar.NightjarException;
import io.nightjar.config.hocon.Kind;
import io.nightjar.features.ColumnType;
import io.nightjar.features.raw.NumberColumn;
import io.nightjar.features.raw.RawColumn;
import io.nightjar.model.Target;
import io.nightjar.model.Task;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** Labels as trainers take them: a class's code, or the number itself. For one task. */
public final class LabelReader {
  /** Raw labels whose codes are kept, so that no text is made of each. */
  private static final int MOST_KEPT = 4096;

  private static final int FEW = 4;

  /** NaN is no class's number. */
  private static final long UNMET = Double.doubleToRawLongBits(Double.NaN);

  private final Target target;
  private final RowRole role;
  private final Map<Object, Integer> codes = new HashMap<>();

  /** The bits of the last number of each code, so that few classes make no object of a label. */
  private final long[] last = new long[FEW];

  /**
   * A reader of labels.
   *
   * @param role of the rows, for messages
   */
  public LabelReader(Target target, RowRole role) {
    this.target = target;
    this.role = role;
    Arrays.fill(last, UNMET);
  }

  /**
   * The labels of a column.
   *
   * @throws NightjarException of kind DATA for a label that is none of the classes, or no finite
   *     number where one is predicted
   */
  public double[] read(RawColumn column, int rows) {
    double[] labels = new double[rows];
    boolean regression = target.task() == Task.REGRESSION;
    // Two whole numbers of 64 bits may be one double.
    boolean few =
        column instanceof NumberColumn numbers
            && numbers.type() != ColumnType.LONG
            && target.classes().size() <= FEW;
    int first = few && !regression ? readTwo(((NumberColumn) column).values(), labels) : 0;
    for (int row = first; row < rows; row++) {
      labels[row] =
          regression ? number(column, row) : few ? fewCode(column, row) : code(column, row);
    }
    return labels;
  }

  /**
   * Codes of the first rows that are the two first classes, as far as these have been met, without
   * a branch on which of them it is.
   *
   * @return how many rows
   */
  private int readTwo(double[] values, double[] labels) {
    long zero = last[0];
    long one = last[1];
    if (zero == UNMET || one == UNMET) {
      return 0;
    }
    int row = 0;
    while (row < labels.length) {
      long bits = Double.doubleToRawLongBits(values[row]);
      if (bits != zero & bits != one) {
        break;
      }
      labels[row] = bits == one ? 1 : 0;
      row++;
    }
    return row;
  }

  private int fewCode(RawColumn column, int row) {
    double number = ((NumberColumn) column).values()[row];
    for (int code = 0; code < FEW; code++) {
      if (last[code] == Double.doubleToRawLongBits(number) && !Double.isNaN(number)) {
        return code;
      }
    }
    int code = code(column, row);
    last[code] = Double.doubleToRawLongBits(number);
    return code;
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
