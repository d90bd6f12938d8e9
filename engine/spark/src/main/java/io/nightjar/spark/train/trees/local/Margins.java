package io.nightjar.spark.train.trees.local;

import io.nightjar.spark.train.task.Workers;
import io.nightjar.spark.train.trees.grow.GrownTree;
import java.util.Arrays;
import java.util.function.IntPredicate;

/** The sums of trees so far for some rows. */
final class Margins {
  private final Part part;
  private final Workers workers;
  private final double[][] sums;

  Margins(Part part, int outputs, Workers workers) {
    this.part = part;
    this.workers = workers;
    this.sums = new double[outputs][part.rows()];
  }

  /** [outputs][rows], borrowed. */
  double[][] sums() {
    return sums;
  }

  /** Sets all to the base, or to what earlier trees make of the rows. */
  void start(double[] base) {
    for (int k = 0; k < base.length; k++) {
      if (part.margins() == null) {
        Arrays.fill(sums[k], base[k]);
      } else {
        System.arraycopy(part.margins()[k], 0, sums[k], 0, part.rows());
      }
    }
  }

  /** Adds what a tree says of the rows that walk it. */
  void add(GrownTree tree, IntPredicate which) {
    double[] sum = sums[tree.output()];
    Chunks pieces = Chunks.of(part.rows());
    workers.forEach(
        pieces.count(),
        c -> {
          for (int row = pieces.from(c); row < pieces.to(c); row++) {
            if (which.test(row)) {
              sum[row] += tree.value(part.bins(), row);
            }
          }
        });
  }
}
