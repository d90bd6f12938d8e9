package io.nightjar.spark.train.glm.objective;

import io.nightjar.kernels.Kernels;
import io.nightjar.kernels.backend.BackendPreference;
import io.nightjar.kernels.backend.KernelUse;
import io.nightjar.kernels.linear.GlmLoss;
import io.nightjar.spark.kernel.TaskKernels;
import io.nightjar.spark.train.block.BlockFolds;
import io.nightjar.spark.train.block.KernelRuns;
import io.nightjar.spark.train.block.LabelledBlock;
import io.nightjar.spark.train.solve.Objective;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Iterator;

/**
 * The smooth part of the objective over (θ, c) and its gradient: one Spark job an evaluation, the
 * blocks' gradients through the kernels, partials merged by partition number.
 */
public final class GlmObjective implements Objective {
  private final BlockFolds blocks;
  private final GlmSpec spec;
  private final double weight;
  private final Scaling scaling;
  private final KernelRuns runs;

  /**
   * The objective over some blocks.
   *
   * @param weight of all their rows
   */
  public GlmObjective(
      BlockFolds blocks, GlmSpec spec, double weight, Scaling scaling, KernelRuns runs) {
    this.blocks = blocks;
    this.spec = spec;
    this.weight = weight;
    this.scaling = scaling;
    this.runs = runs;
  }

  /** Mean loss and L2 penalty at (θ, c). */
  @Override
  public Evaluation at(double[] theta) {
    FixedColumns offset = spec.offset();
    double[] beta = offset.with(scaling.original(theta));
    BackendPreference preference = runs.preference();
    GlmLoss loss = spec.loss();
    int classes = spec.classes();
    Partial partial =
        blocks.reduce(
            (partition, part) -> Partial.of(part, preference, loss, classes, beta), Partial::plus);
    runs.add(partial.uses);
    double[] gradient = scaling.gradient(offset.without(partial.gradient), weight);
    double value = partial.loss / weight;
    for (int i = 0; i < theta.length; i++) {
      int j = i % (spec.width() + 1);
      if (j < spec.width()) {
        double factor = scaling.penalty(j) * scaling.penalty(j) * spec.l2();
        value += factor * theta[i] * theta[i] / 2;
        gradient[i] += factor * theta[i];
      }
    }
    return new Evaluation(value, gradient);
  }

  /** λα, in the penalty's coordinates; 0 for an intercept. */
  @Override
  public double l1(int i) {
    int j = i % (spec.width() + 1);
    return j < spec.width() ? spec.l1() * scaling.penalty(j) : 0;
  }

  /** A bound of β in θ's scale; none of a constant column, whose θ is 0. */
  @Override
  public double lower(int i) {
    return i < spec.width() && scaling.inverse(i) > 0
        ? spec.bounds().lower(i) / scaling.inverse(i)
        : Double.NEGATIVE_INFINITY;
  }

  @Override
  public double upper(int i) {
    return i < spec.width() && scaling.inverse(i) > 0
        ? spec.bounds().upper(i) / scaling.inverse(i)
        : Double.POSITIVE_INFINITY;
  }

  /** Sums over some blocks, and what the kernels did. */
  private static final class Partial implements Serializable {
    private static final long serialVersionUID = 1L;
    private double loss;
    private final double[] gradient;
    private ArrayList<KernelUse> uses = new ArrayList<>();

    private Partial(int length) {
      gradient = new double[length];
    }

    static Partial of(
        Iterator<LabelledBlock> part,
        BackendPreference preference,
        GlmLoss loss,
        int classes,
        double[] beta) {
      Partial partial = new Partial(beta.length);
      Kernels kernels = TaskKernels.of(preference);
      while (part.hasNext()) {
        LabelledBlock block = part.next();
        partial.loss +=
            kernels
                .linear()
                .gradient(loss, classes, block.features(), block.target(), beta, partial.gradient);
      }
      partial.uses = new ArrayList<>(kernels.drain());
      return partial;
    }

    Partial plus(Partial other) {
      loss += other.loss;
      for (int i = 0; i < gradient.length; i++) {
        gradient[i] += other.gradient[i];
      }
      uses = new ArrayList<>(KernelUse.merge(uses, other.uses));
      return this;
    }
  }
}
