package io.nightjar.spark.score;

import io.nightjar.features.raw.RawBatch;
import io.nightjar.kernels.Kernels;
import io.nightjar.kernels.backend.BackendPreference;
import io.nightjar.kernels.backend.KernelUse;
import io.nightjar.model.Model;
import io.nightjar.spark.data.batch.ExtendedRows;
import io.nightjar.spark.kernel.TaskKernels;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.spark.util.CollectionAccumulator;

/** What the executors do: a partition's rows, block by block, each row's scores in turn. */
final class KernelRows implements ExtendedRows.Extender {
  private static final long serialVersionUID = 1L;

  private final ScoringPlan plan;
  private final BackendPreference preference;
  private final CollectionAccumulator<List<KernelUse>> uses;

  KernelRows(
      ScoringPlan plan, BackendPreference preference, CollectionAccumulator<List<KernelUse>> uses) {
    this.plan = plan;
    this.preference = preference;
    this.uses = uses;
  }

  /** The columns that all models of the plan read together. */
  List<String> read() {
    Set<String> names = new LinkedHashSet<>(plan.model().signature().names());
    plan.challengers().forEach(model -> names.addAll(model.signature().names()));
    return List.copyOf(names);
  }

  @Override
  public ExtendedRows.Extension open() {
    return new Blocks(TaskKernels.of(preference));
  }

  /** The encodings of a batch's rows: one for all models that read the same. */
  static final class Encodings {
    private final List<String> read;
    private final List<RawBlock> all = new ArrayList<>();

    /** {@code read} are the batches' columns. */
    Encodings(List<String> read) {
      this.read = read;
    }

    RawBlock of(Model model) {
      for (RawBlock encoding : all) {
        if (encoding.serves(model)) {
          return encoding;
        }
      }
      all.add(new RawBlock(model, read));
      return all.get(all.size() - 1);
    }

    List<RawBlock> all() {
      return all;
    }
  }

  private final class Blocks implements ExtendedRows.Extension {
    private final Kernels kernels;
    private final int width = ScoredColumns.added(plan).size();
    private final Encodings encodings = new Encodings(read());
    private final ModelLane champion;
    private final List<ModelLane> challengers = new ArrayList<>();

    Blocks(Kernels kernels) {
      this.kernels = kernels;
      this.champion = lane(plan.model(), plan.explainTop());
      plan.challengers().forEach(model -> challengers.add(lane(model, 0)));
    }

    private ModelLane lane(Model model, int explainTop) {
      return new ModelLane(model, kernels, encodings.of(model), explainTop);
    }

    @Override
    public void compute(RawBatch batch) {
      encodings.all().forEach(encoding -> encoding.encode(batch));
      champion.score();
      challengers.forEach(ModelLane::score);
    }

    @Override
    public void close() {
      List<KernelUse> done = kernels.drain();
      if (!done.isEmpty()) {
        uses.add(done);
      }
    }

    @Override
    public Object[] values(int row) {
      Object[] values = new Object[width];
      int to = scores(champion, row, values, 0);
      values[to++] = champion.reason(row);
      values[to++] = champion.column(row);
      values[to++] = champion.scored(row) ? champion.outputs(row) : null;
      to = plan.margins() ? margins(champion, row, values, to) : to;
      if (plan.explainTop() > 0) {
        values[to++] = champion.scored(row) ? champion.explanation(row) : null;
      }
      for (ModelLane challenger : challengers) {
        to = scores(challenger, row, values, to);
        to = plan.margins() ? margins(challenger, row, values, to) : to;
      }
      return values;
    }

    private static int scores(ModelLane lane, int row, Object[] values, int to) {
      if (lane.scored(row)) {
        values[to] = lane.prediction(row);
        values[to + 1] = lane.probabilities(row);
        values[to + 2] = lane.label(row);
      }
      return to + 3;
    }

    private static int margins(ModelLane lane, int row, Object[] values, int to) {
      values[to] = lane.scored(row) ? lane.margins(row) : null;
      return to + 1;
    }
  }
}
