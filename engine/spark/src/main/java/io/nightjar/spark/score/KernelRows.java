package io.nightjar.spark.score;

import io.nightjar.FailureKind;
import io.nightjar.NightjarException;
import io.nightjar.kernels.Kernels;
import io.nightjar.kernels.backend.BackendPreference;
import io.nightjar.kernels.backend.BackendUnavailableException;
import io.nightjar.kernels.backend.KernelUse;
import io.nightjar.model.Model;
import io.nightjar.scorer.BatchScorer;
import io.nightjar.scorer.ScoreBatch;
import io.nightjar.scorer.Scorer;
import io.nightjar.spark.data.RawRows;
import java.io.Serializable;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.util.CollectionAccumulator;

/** What the executors do: a partition's rows, block by block, each row with its score behind it. */
final class KernelRows implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final int ADDED = 6;

  private final Model model;
  private final BackendPreference preference;
  private final int blockRows;
  private final StructType schema;
  private final CollectionAccumulator<List<KernelUse>> uses;

  KernelRows(
      Model model,
      BackendPreference preference,
      int blockRows,
      StructType schema,
      CollectionAccumulator<List<KernelUse>> uses) {
    this.model = model;
    this.preference = preference;
    this.blockRows = blockRows;
    this.schema = schema;
    this.uses = uses;
  }

  Iterator<Row> score(Iterator<Row> rows) {
    return new Blocks(rows, kernels());
  }

  private Kernels kernels() {
    try {
      return Kernels.of(preference).counting();
    } catch (BackendUnavailableException e) {
      throw NightjarException.of(FailureKind.BACKEND, "compute.backend", e.getMessage(), e);
    }
  }

  private final class Blocks implements Iterator<Row> {
    private final Iterator<Row> rows;
    private final Kernels kernels;
    private final BatchScorer scorer;
    private final RawRows reader;
    private final Object[][] raw;
    private final Row[] block;
    private ScoreBatch scores;
    private int filled;
    private int next;

    Blocks(Iterator<Row> rows, Kernels kernels) {
      this.rows = rows;
      this.kernels = kernels;
      this.scorer = Scorer.of(model, kernels).batch();
      this.reader = new RawRows(schema, model.signature().names());
      this.raw = new Object[blockRows][reader.width()];
      this.block = new Row[blockRows];
    }

    @Override
    public boolean hasNext() {
      if (next == filled) {
        fill();
      }
      return next < filled;
    }

    private void fill() {
      next = 0;
      filled = 0;
      while (filled < blockRows && rows.hasNext()) {
        block[filled] = rows.next();
        reader.read(block[filled], raw[filled]);
        filled++;
      }
      if (filled > 0) {
        scores = scorer.score(raw, filled);
      } else {
        report(kernels.drain());
      }
    }

    private void report(List<KernelUse> done) {
      if (!done.isEmpty()) {
        uses.add(done);
      }
    }

    @Override
    public Row next() {
      if (!hasNext()) {
        throw new NoSuchElementException("the partition has no more rows");
      }
      Row scored = withScore(block[next], next);
      next++;
      return scored;
    }

    private Row withScore(Row row, int at) {
      int own = row.size();
      Object[] values = new Object[own + ADDED];
      for (int i = 0; i < own; i++) {
        values[i] = row.get(i);
      }
      values[own + 3] = scores.reason(at);
      values[own + 4] = scores.column(at);
      if (scores.reason(at) == null) {
        values[own] = scores.prediction(at);
        values[own + 1] = probabilities(at);
        values[own + 2] = scores.labelName(at);
        values[own + 5] = outputs(at);
      }
      return RowFactory.create(values);
    }

    private Double[] outputs(int at) {
      return model.target().task().labelled()
          ? null
          : Arrays.stream(scores.outputs(at)).boxed().toArray(Double[]::new);
    }

    private Double[] probabilities(int at) {
      int classes = model.target().classes().size();
      if (classes == 0) {
        return null;
      }
      Double[] probabilities = new Double[classes];
      for (int k = 0; k < classes; k++) {
        probabilities[k] = scores.probability(at, k);
      }
      return probabilities;
    }
  }
}
