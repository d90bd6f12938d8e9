package io.nightjar.spark.score;

import io.nightjar.FailureKind;
import io.nightjar.NightjarException;
import io.nightjar.kernels.Kernels;
import io.nightjar.kernels.backend.BackendPreference;
import io.nightjar.kernels.backend.BackendUnavailableException;
import io.nightjar.kernels.backend.KernelUse;
import io.nightjar.model.Model;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.util.CollectionAccumulator;

/**
 * What the executors do: a partition's rows, block by block, each row with its scores behind it.
 */
final class KernelRows implements Serializable {
  private static final long serialVersionUID = 1L;

  private final ScoringPlan plan;
  private final BackendPreference preference;
  private final int blockRows;
  private final StructType schema;
  private final CollectionAccumulator<List<KernelUse>> uses;

  KernelRows(
      ScoringPlan plan,
      BackendPreference preference,
      int blockRows,
      StructType schema,
      CollectionAccumulator<List<KernelUse>> uses) {
    this.plan = plan;
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
    private final int width = ScoredColumns.behind(schema, plan).size();
    private final List<RawBlock> encodings = new ArrayList<>();
    private final ModelLane champion;
    private final List<ModelLane> challengers = new ArrayList<>();
    private final Row[] block = new Row[blockRows];
    private int filled;
    private int next;

    Blocks(Iterator<Row> rows, Kernels kernels) {
      this.rows = rows;
      this.kernels = kernels;
      this.champion = lane(plan.model(), plan.explainTop());
      plan.challengers().forEach(model -> challengers.add(lane(model, 0)));
    }

    private ModelLane lane(Model model, int explainTop) {
      RawBlock raw =
          encodings.stream()
              .filter(encoding -> encoding.serves(model))
              .findFirst()
              .orElseGet(() -> encoding(model));
      return new ModelLane(model, kernels, raw, explainTop);
    }

    private RawBlock encoding(Model model) {
      RawBlock raw = new RawBlock(model, schema, blockRows);
      encodings.add(raw);
      return raw;
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
        filled++;
      }
      if (filled > 0) {
        encodings.forEach(encoding -> encoding.encode(block, filled));
        champion.score();
        challengers.forEach(ModelLane::score);
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
      Row scored = withScores(block[next], next);
      next++;
      return scored;
    }

    private Row withScores(Row row, int at) {
      Object[] values = new Object[width];
      int to = row.size();
      for (int i = 0; i < to; i++) {
        values[i] = row.get(i);
      }
      to = scores(champion, at, values, to);
      values[to++] = champion.reason(at);
      values[to++] = champion.column(at);
      to = plan.margins() ? margins(champion, at, values, to) : to;
      if (plan.explainTop() > 0) {
        values[to++] = champion.scored(at) ? champion.explanation(at) : null;
      }
      for (ModelLane challenger : challengers) {
        to = scores(challenger, at, values, to);
        to = plan.margins() ? margins(challenger, at, values, to) : to;
      }
      return RowFactory.create(values);
    }

    private static int scores(ModelLane lane, int at, Object[] values, int to) {
      if (lane.scored(at)) {
        values[to] = lane.prediction(at);
        values[to + 1] = lane.probabilities(at);
        values[to + 2] = lane.label(at);
      }
      return to + 3;
    }

    private static int margins(ModelLane lane, int at, Object[] values, int to) {
      values[to] = lane.scored(at) ? lane.margins(at) : null;
      return to + 1;
    }
  }
}
