package io.nightjar.spark.train.block;

import io.nightjar.kernels.Kernels;
import io.nightjar.kernels.backend.BackendPreference;
import io.nightjar.kernels.backend.KernelUse;
import io.nightjar.kernels.linear.Gram;
import io.nightjar.spark.kernel.TaskKernels;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Iterator;

/** The {@link Gram} matrix of all blocks, in one pass. */
public final class GramMatrix implements Serializable {
  private static final long serialVersionUID = 1L;

  private final double[] values;
  private ArrayList<KernelUse> uses = new ArrayList<>();

  private GramMatrix(int d) {
    values = new double[Gram.packedLength(d)];
  }

  /**
   * Σ w·z·zᵀ of z = (x − shift, 1, y − shift_y).
   *
   * @param d how many design columns
   * @param shift of the columns, d, or d + 1 with the label's last
   */
  public static GramMatrix of(BlockFolds blocks, KernelRuns runs, int d, double[] shift) {
    BackendPreference preference = runs.preference();
    GramMatrix all =
        blocks.reduce(
            (partition, part) -> new GramMatrix(d).adding(part, preference, shift),
            GramMatrix::plus);
    runs.add(all.uses);
    return all;
  }

  private GramMatrix adding(
      Iterator<LabelledBlock> part, BackendPreference preference, double[] shift) {
    Kernels kernels = TaskKernels.of(preference);
    while (part.hasNext()) {
      LabelledBlock block = part.next();
      kernels.linear().gram(block.features(), block.target(), shift, values);
    }
    uses = new ArrayList<>(KernelUse.merge(uses, kernels.drain()));
    return this;
  }

  private GramMatrix plus(GramMatrix other) {
    for (int i = 0; i < values.length; i++) {
      values[i] += other.values[i];
    }
    uses = new ArrayList<>(KernelUse.merge(uses, other.uses));
    return this;
  }

  /** Entry (i, j), i ≤ j: columns 0..d − 1, then 1, then the label. */
  public double get(int i, int j) {
    return values[i + j * (j + 1) / 2];
  }
}
