package io.nightjar.spark.train.trees.grow;

import io.nightjar.spark.train.block.Workers;
import io.nightjar.spark.train.trees.bins.BinMatrix;
import io.nightjar.spark.train.trees.bins.Bins;
import io.nightjar.spark.train.trees.bins.ColumnBins;
import io.nightjar.spark.train.trees.bins.ColumnSketch;
import io.nightjar.spark.train.trees.bins.KeyHash;
import io.nightjar.spark.train.trees.local.LocalRows;
import io.nightjar.spark.train.trees.local.Part;
import io.nightjar.spark.train.trees.objective.Labels;
import io.nightjar.spark.train.trees.objective.Objective;
import io.nightjar.spark.train.trees.split.GrowSpec;
import io.nightjar.spark.train.trees.split.Penalty;
import io.nightjar.spark.train.trees.split.Sampling;
import io.nightjar.spark.train.trees.split.TreeShape;
import java.util.Arrays;
import java.util.stream.IntStream;

/** Columns and labels, and trees grown on them by two threads. */
final class MadeRows {
  private static final Penalty PLAIN = new Penalty(1, 0, 0, 0);

  private final float[][] columns;
  private final double[] labels;
  private final Bins bins;
  private final BinMatrix matrix;
  private double[] weights;
  private int[] monotone;
  private TreeShape shape = new TreeShape(6, 0);
  private Penalty penalty = PLAIN;
  private Sampling sampling = Sampling.none(42);
  private BoostPlan.Rounds rounds = new BoostPlan.Rounds(BoostPlan.Kind.BOOSTED, 50, 0.3, 0);

  /** Categories of each column; 0 for numbers. */
  MadeRows(float[][] columns, double[] labels, int... categories) {
    this.columns = columns;
    this.labels = labels;
    this.monotone = new int[columns.length];
    int n = labels.length;
    ColumnBins[] of = new ColumnBins[columns.length];
    for (int j = 0; j < of.length; j++) {
      if (j < categories.length && categories[j] > 0) {
        of[j] = ColumnBins.categorical(categories[j]);
      } else {
        ColumnSketch sketch = new ColumnSketch(255);
        sketch.add(columns[j], n, IntStream.range(0, n).toArray());
        of[j] = sketch.bins();
      }
    }
    this.bins = new Bins(of);
    this.matrix = new BinMatrix(n, bins);
    for (int j = 0; j < of.length; j++) {
      matrix.put(j, columns[j], 0, n);
    }
    matrix.fillSpare();
  }

  MadeRows shaped(int depth, int leaves) {
    shape = new TreeShape(depth, leaves);
    return this;
  }

  MadeRows penalised(Penalty wanted) {
    penalty = wanted;
    return this;
  }

  MadeRows sampled(Sampling wanted) {
    sampling = wanted;
    return this;
  }

  MadeRows rounds(BoostPlan.Kind kind, int most, double rate) {
    rounds = new BoostPlan.Rounds(kind, most, rate, 0);
    return this;
  }

  MadeRows weighted(double... wanted) {
    weights = wanted;
    return this;
  }

  MadeRows monotone(int... wanted) {
    monotone = wanted;
    return this;
  }

  Bins bins() {
    return bins;
  }

  BinMatrix matrix() {
    return matrix;
  }

  float[][] columns() {
    return columns;
  }

  double[] labels() {
    return labels;
  }

  Boosted grown(Objective objective) {
    long[] keys = new long[labels.length];
    Arrays.setAll(keys, i -> KeyHash.mix(i));
    GrowSpec spec = new GrowSpec(shape, penalty, sampling, monotone);
    BoostPlan plan = new BoostPlan(objective, spec, bins, rounds);
    Part part = new Part(matrix, new Labels(labels, weights), keys);
    try (Workers workers = new Workers(2)) {
      LocalRows rows = new LocalRows(part, null, plan, workers);
      return new Booster(rows, plan, Booster.Validation.NONE).grow();
    }
  }

  /** The margins of an output. */
  double[] margins(Boosted boosted, int output) {
    double[] margins = new double[labels.length];
    for (int i = 0; i < margins.length; i++) {
      margins[i] = boosted.base()[output];
      for (GrownTree tree : boosted.trees()) {
        margins[i] += tree.output() == output ? tree.value(matrix, i) : 0;
      }
    }
    return margins;
  }
}
