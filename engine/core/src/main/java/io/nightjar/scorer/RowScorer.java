package io.nightjar.scorer;

import io.nightjar.FailureKind;
import io.nightjar.NightjarException;
import io.nightjar.features.InputColumn;
import io.nightjar.features.design.RowEncoder;
import io.nightjar.features.design.SparseRowEncoder;
import io.nightjar.model.Task;
import io.nightjar.scorer.predict.Predictor;
import io.nightjar.scorer.predict.RowMargins;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Scores one row at a time with the bits of a batch; it allocates nothing but the score, and texts
 * of numbers that are categories. Not safe for several threads: one each.
 */
final class RowScorer {
  private static final double[] NONE = {};

  private final List<String> names;

  /** Null where rows are vectors. */
  private final RowEncoder encoder;

  /** Null where rows are other columns. */
  private final SparseRowEncoder sparse;

  private final OffsetValues offsets;
  private final RowMargins rows;
  private final Outcomes outcomes;
  private final Object[] raw;
  private final double[] numbers;
  private final double[] margins;

  /** The margins behind the first, which are no predictions; none with a label. */
  private final double[] outputs;

  private final boolean anomalies;

  /** The first column that isn't of numbers; null where all are. */
  private final InputColumn other;

  RowScorer(Predictor predictor, List<String> names) {
    this.names = names;
    this.sparse = predictor.encoding().sparseEncoders().map(Supplier::get).orElse(null);
    this.encoder = sparse == null ? predictor.encoding().encoders().get() : null;
    this.offsets = OffsetValues.of(predictor.model());
    this.rows = predictor.rows();
    this.outcomes = new Outcomes(predictor, 1);
    this.raw = new Object[names.size()];
    this.numbers = new double[names.size()];
    this.margins = new double[predictor.outputs()];
    this.outputs =
        predictor.model().target().task().labelled() ? NONE : new double[margins.length - 1];
    this.anomalies = predictor.model().target().task() == Task.ANOMALY;
    this.other =
        predictor.model().signature().columns().stream()
            .filter(column -> !column.type().isNumeric())
            .findFirst()
            .orElse(null);
  }

  Score score(Map<String, ?> row) {
    try {
      RawValues.read(row, names, raw);
      encode(raw);
      if (offsets.at() >= 0) {
        Object offset = raw[offsets.at()];
        require(offsets.reason(offset));
        margins[0] += ((Number) offset).doubleValue();
      }
      return outcome();
    } finally {
      Arrays.fill(raw, null);
    }
  }

  private void encode(Object[] values) {
    if (sparse == null) {
      require(encoder.encodeRow(values), values);
      rows.write(encoder.design(), margins);
    } else {
      encodeVector(values[sparse.position()]);
    }
  }

  private void encodeVector(Object vector) {
    sparse.clear();
    require(sparse.add(vector));
    rows.write(sparse, margins);
  }

  Score score(double[] row) {
    if (sparse != null) {
      return ofVector(row);
    }
    requireShape(row.length);
    int code = encoder.encodeRow(row);
    if (code != RowEncoder.ENCODED) {
      require(code, Arrays.stream(row).boxed().toArray());
    }
    rows.write(encoder.design(), margins);
    if (offsets.at() >= 0) {
      require(offsets.reason(row[offsets.at()]));
      margins[0] += row[offsets.at()];
    }
    return outcome();
  }

  private Score ofVector(Object elements) {
    if (offsets.at() >= 0) {
      throw NightjarException.of(
          FailureKind.DATA,
          "the model reads the vector %s and the offset %s; give a map of values by column"
              .formatted(sparse.column(), offsets.column()));
    }
    encodeVector(elements);
    return outcome();
  }

  Score score(float[] row) {
    if (sparse != null) {
      return ofVector(row);
    }
    requireShape(row.length);
    for (int i = 0; i < row.length; i++) {
      numbers[i] = row[i];
    }
    return score(numbers);
  }

  private void requireShape(int length) {
    if (other != null) {
      throw NightjarException.of(
          FailureKind.DATA,
          "column %s is %s; only a model of numbers alone scores an array: give a map of values by column"
              .formatted(other.name(), other.type().text()));
    }
    if (length != numbers.length) {
      throw NightjarException.of(
          FailureKind.DATA,
          "the row has %d values; must have %d, one for each of %s in this order"
              .formatted(length, numbers.length, names));
    }
  }

  private Score outcome() {
    System.arraycopy(margins, margins.length - outputs.length, outputs, 0, outputs.length);
    require(outcomes.fill(0, margins, null));
    if (anomalies) {
      return outcomes.score(0, new double[] {outcomes.anomaly(0)});
    }
    return outcomes.score(0, outputs);
  }

  private void require(int code, Object[] values) {
    if (code != RowEncoder.ENCODED) {
      throw NightjarException.of(FailureKind.DATA, encoder.reason(code, values));
    }
  }

  private static void require(String reason) {
    if (reason != null) {
      throw NightjarException.of(FailureKind.DATA, reason);
    }
  }
}
