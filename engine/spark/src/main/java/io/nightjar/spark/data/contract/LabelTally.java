package io.nightjar.spark.data.contract;

import io.nightjar.features.CategoryText;
import io.nightjar.spark.data.RawRows;
import io.nightjar.spark.data.contract.LabelCheck.Kind;
import java.io.Serializable;
import java.util.Iterator;
import java.util.TreeMap;
import org.apache.spark.sql.Row;

/** Counts over rows; partials add up in the order of partitions. */
final class LabelTally implements Serializable {
  /** The most values of a label that is a class. */
  static final int MOST_CLASSES = 1000;

  private static final long serialVersionUID = 1L;

  private final Kind kind;
  private final int label;
  private final int weight;
  private final int offset;
  private final RowNames names;
  long rows;
  double weightSum;
  boolean tooMany;
  double min = Double.POSITIVE_INFINITY;
  double max = Double.NEGATIVE_INFINITY;
  private boolean otherThanTruth;
  final TreeMap<String, Long> classes = new TreeMap<>();
  final Offenders missing = new Offenders();
  final Offenders notFinite = new Offenders();
  final Offenders badWeights = new Offenders();
  final Offenders badOffsets = new Offenders();

  /** Of rows with the label, weight and offset at these places; −1 for one that isn't there. */
  LabelTally(Kind kind, int label, int weight, int offset, RowNames names) {
    this.kind = kind;
    this.label = label;
    this.weight = weight;
    this.offset = offset;
    this.names = names;
  }

  LabelTally of(Iterator<Row> iterator) {
    while (iterator.hasNext()) {
      Row row = iterator.next();
      rows++;
      addWeight(row);
      addOffset(row);
      if (kind == Kind.NONE) {
        continue;
      }
      if (row.isNullAt(label)) {
        missing.add(row, names);
      } else if (kind == Kind.CLASSES) {
        addClass(row);
      } else {
        addNumber(row);
      }
    }
    return this;
  }

  /** What the label turned out to be: numbers that are all 0 or 1 are classes where it was open. */
  Kind settled() {
    if (kind != Kind.OPEN) {
      return kind;
    }
    return otherThanTruth || classes.isEmpty() ? Kind.NUMBER : Kind.CLASSES;
  }

  private void addWeight(Row row) {
    if (weight < 0) {
      return;
    }
    double value = row.isNullAt(weight) ? Double.NaN : ((Number) row.get(weight)).doubleValue();
    if (value >= 0 && value < Double.POSITIVE_INFINITY) {
      weightSum += value;
    } else {
      badWeights.add(row, names);
    }
  }

  private void addOffset(Row row) {
    boolean bad =
        offset >= 0
            && (row.isNullAt(offset) || !Double.isFinite(((Number) row.get(offset)).doubleValue()));
    if (bad) {
      badOffsets.add(row, names);
    }
  }

  private void addClass(Row row) {
    String text = CategoryText.of(RawRows.value(row.get(label)));
    if (text == null) {
      missing.add(row, names);
    } else if (!tooMany) {
      classes.merge(text, 1L, Long::sum);
      tooMany = classes.size() > MOST_CLASSES;
    }
  }

  private void addNumber(Row row) {
    double value = ((Number) row.get(label)).doubleValue();
    if (Double.isFinite(value)) {
      min = Math.min(min, value);
      max = Math.max(max, value);
      addTruth(row, value);
    } else {
      notFinite.add(row, names);
    }
  }

  private void addTruth(Row row, double value) {
    if (kind == Kind.OPEN && !otherThanTruth) {
      if (value == 0 || value == 1) {
        addClass(row);
      } else {
        otherThanTruth = true;
      }
    }
  }

  LabelTally plus(LabelTally other) {
    rows += other.rows;
    weightSum += other.weightSum;
    min = Math.min(min, other.min);
    max = Math.max(max, other.max);
    other.classes.forEach((text, count) -> classes.merge(text, count, Long::sum));
    otherThanTruth = otherThanTruth || other.otherThanTruth;
    tooMany = tooMany || other.tooMany || classes.size() > MOST_CLASSES;
    missing.plus(other.missing);
    notFinite.plus(other.notFinite);
    badWeights.plus(other.badWeights);
    badOffsets.plus(other.badOffsets);
    return this;
  }
}
