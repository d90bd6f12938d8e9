package io.nightjar.spark.train.glm;

import io.nightjar.kernels.Kernels;
import io.nightjar.kernels.backend.BackendPreference;
import io.nightjar.kernels.backend.KernelUse;
import io.nightjar.kernels.linear.GlmLoss;
import io.nightjar.kernels.linear.GlmTarget;
import io.nightjar.kernels.linear.Gram;
import io.nightjar.scorer.Activation;
import io.nightjar.spark.kernel.TaskKernels;
import io.nightjar.spark.train.block.BlockFolds;
import io.nightjar.spark.train.block.KernelRuns;
import io.nightjar.spark.train.block.LabelledBlock;
import io.nightjar.spark.train.glm.objective.GlmSpec;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Iterator;

/**
 * The observed information J = Σ w·v·zzᵀ of z = (x − μ, 1) at some coefficients, or the sum of the
 * scores' squares M = Σ (w·e)²·zzᵀ, by the Gram kernel over rows that weigh w·v, or (w·e)²; v and e
 * as in {@link StandardErrors}.
 */
final class Information implements Serializable {
  private static final long serialVersionUID = 1L;

  private final double[] products;
  private final int columns;
  private final int width;
  private final ArrayList<KernelUse> uses = new ArrayList<>();
  private long rows;
  private double weight;

  private Information(int width, int columns) {
    this.width = width;
    this.columns = columns;
    this.products = new double[Gram.packedLength(columns)];
  }

  /** What of each row is summed. */
  private enum Of {
    CURVATURE,
    SCORES
  }

  /** J at (β, b). */
  static Information at(
      double[] beta, BlockFolds blocks, StandardErrors.Problem problem, KernelRuns runs) {
    return at(Of.CURVATURE, beta, blocks, problem, runs);
  }

  /** M at (β, b). */
  static Information ofScores(
      double[] beta, BlockFolds blocks, StandardErrors.Problem problem, KernelRuns runs) {
    return at(Of.SCORES, beta, blocks, problem, runs);
  }

  private static Information at(
      Of what, double[] beta, BlockFolds blocks, StandardErrors.Problem problem, KernelRuns runs) {
    GlmSpec spec = problem.spec();
    int width = spec.width();
    double[] shift = new double[width + spec.fixed()];
    for (int j = 0; j < width; j++) {
      shift[j] = problem.scaling().mean(j);
    }
    double[] all = spec.offset().with(beta);
    GlmLoss loss = spec.loss();
    BackendPreference preference = runs.preference();
    Information sums =
        blocks.reduce(
            (partition, part) ->
                new Information(width, shift.length)
                    .of(part, new Place(what, loss, all, shift), TaskKernels.of(preference)),
            Information::plus);
    runs.add(sums.uses);
    return sums;
  }

  /** Where sums are taken: the loss, the coefficients as the kernels take them, the centres. */
  private record Place(Of what, GlmLoss loss, double[] coefficients, double[] shift) {

    /** What one row weighs. */
    double weight(double weight, double margin, double label) {
      if (what == Of.CURVATURE) {
        return weight * variance(loss, margin);
      }
      double score = weight * (mean(loss, margin) - label);
      return score * score;
    }
  }

  /** Entry (i, j) of J; the intercept's is at d. */
  double get(int i, int j) {
    int a = i == width ? columns : i;
    int b = j == width ? columns : j;
    int low = Math.min(a, b);
    int high = Math.max(a, b);
    return products[low + high * (high + 1) / 2];
  }

  /** The rows that weigh something. */
  long rows() {
    return rows;
  }

  /** Σw. */
  double weight() {
    return weight;
  }

  private Information of(Iterator<LabelledBlock> part, Place place, Kernels kernels) {
    while (part.hasNext()) {
      LabelledBlock block = part.next();
      double[] margins = new double[block.rows()];
      kernels.linear().margins(block.features(), 1, place.coefficients, margins);
      double[] weights = new double[block.rows()];
      for (int i = 0; i < weights.length; i++) {
        weights[i] = place.weight(block.weight(i), margins[i], block.label(i));
        weight += block.weight(i);
        rows += block.weight(i) > 0 ? 1 : 0;
      }
      GlmTarget target = new GlmTarget(block.target().labels(), weights);
      kernels.linear().gram(block.features(), target, place.shift, products);
    }
    uses.addAll(kernels.drain());
    return this;
  }

  private static double variance(GlmLoss loss, double margin) {
    return switch (loss) {
      case LOGISTIC -> Activation.logistic(margin) * Activation.logistic(-margin);
      case POISSON -> StrictMath.exp(margin);
      case SQUARED -> 1;
      case MULTINOMIAL ->
          throw new IllegalArgumentException("the loss is multinomial; must have one margin");
    };
  }

  private static double mean(GlmLoss loss, double margin) {
    return switch (loss) {
      case LOGISTIC -> Activation.logistic(margin);
      case POISSON -> StrictMath.exp(margin);
      case SQUARED -> margin;
      case MULTINOMIAL ->
          throw new IllegalArgumentException("the loss is multinomial; must have one margin");
    };
  }

  private Information plus(Information other) {
    for (int i = 0; i < products.length; i++) {
      products[i] += other.products[i];
    }
    uses.addAll(other.uses);
    rows += other.rows;
    weight += other.weight;
    return this;
  }
}
