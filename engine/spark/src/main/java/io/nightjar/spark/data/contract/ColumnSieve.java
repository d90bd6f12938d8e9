package io.nightjar.spark.data.contract;

import io.nightjar.config.ColumnRule;
import io.nightjar.features.ColumnType;
import io.nightjar.features.raw.NumberColumn;
import io.nightjar.features.raw.RawColumn;
import io.nightjar.spark.data.RawRows;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashMap;
import org.apache.spark.sql.types.DecimalType;
import org.apache.spark.sql.types.FloatType;
import org.apache.spark.sql.types.StructField;

/** Says of the raw values of one column which of them surely keep its rules. */
final class ColumnSieve implements Serializable {
  private static final long serialVersionUID = 1L;

  /** More than what a float32 number or a decimal differs from its double. */
  private static final double INEXACT = 1e-6;

  /** Values whose verdicts are kept. */
  private static final int MOST_KEPT = 4096;

  private final int place;
  private final boolean mayBeNull;
  private final SureNumbers numbers;
  private final boolean exact;
  private final boolean sameObjects;
  private final ArrayList<RuleCheck> checks;
  private final HashMap<Object, Boolean> kept = new HashMap<>();

  /**
   * The sieve of a column.
   *
   * @param place of the column in the batches
   */
  ColumnSieve(ColumnRule rule, StructField field, int place) {
    this.place = place;
    this.mayBeNull = rule.nulls().isEmpty();
    this.numbers = SureNumbers.of(rule);
    this.exact =
        !(field.dataType() instanceof FloatType || field.dataType() instanceof DecimalType);
    ColumnType type = RawRows.type(field.dataType());
    this.sameObjects = type == ColumnType.STRING || type == ColumnType.BOOLEAN;
    this.checks = new ArrayList<>(RuleCheck.of(field.name(), 0, rule));
  }

  int place() {
    return place;
  }

  /** Marks the rows that may break a rule. */
  void suspect(RawColumn column, boolean[] suspects) {
    if (column instanceof NumberColumn number) {
      suspect(number, suspects);
      return;
    }
    for (int row = 0; row < suspects.length; row++) {
      Object value = column.value(row);
      suspects[row] |= value == null ? !mayBeNull : !isSure(value);
    }
  }

  private void suspect(NumberColumn column, boolean[] suspects) {
    double[] values = column.values();
    for (int row = 0; row < suspects.length; row++) {
      double x = values[row];
      if (column.isNull(row)) {
        suspects[row] |= !mayBeNull;
      } else if (exact) {
        suspects[row] |= !numbers.keep(x);
      } else {
        double margin = Math.abs(x) * INEXACT;
        suspects[row] |= !numbers.keep(x - margin) || !numbers.keep(x + margin);
      }
    }
  }

  /** Texts and truth values are the objects that the rules judge; dates and moments are others. */
  private boolean isSure(Object value) {
    if (!sameObjects) {
      return false;
    }
    Boolean known = kept.get(value);
    if (known == null) {
      known = checks.stream().allMatch(check -> check.test().test(value));
      if (kept.size() < MOST_KEPT) {
        kept.put(value, known);
      }
    }
    return known;
  }
}
