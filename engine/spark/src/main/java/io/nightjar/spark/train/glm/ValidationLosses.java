package io.nightjar.spark.train.glm;

import io.nightjar.FailureKind;
import io.nightjar.NightjarException;
import io.nightjar.kernels.Kernels;
import io.nightjar.kernels.backend.BackendPreference;
import io.nightjar.kernels.backend.KernelUse;
import io.nightjar.kernels.linear.GlmLoss;
import io.nightjar.spark.kernel.TaskKernels;
import io.nightjar.spark.train.block.BlockFolds;
import io.nightjar.spark.train.block.KernelRuns;
import io.nightjar.spark.train.block.LabelledBlock;
import io.nightjar.spark.train.glm.objective.GlmSpec;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/** Σ w·loss of several fits over some rows, each block read once for all of them. */
final class ValidationLosses implements Serializable {
  private static final long serialVersionUID = 1L;

  private final double[] losses;
  private double weight;
  private ArrayList<KernelUse> uses = new ArrayList<>();

  private ValidationLosses(int fits) {
    losses = new double[fits];
  }

  /**
   * The mean loss of each fit.
   *
   * @param spec whose loss it is
   * @param coefficients of each fit, on the original scale
   */
  static double[] of(
      BlockFolds validation, GlmSpec spec, List<double[]> coefficients, KernelRuns runs) {
    BackendPreference preference = runs.preference();
    GlmLoss loss = spec.loss();
    int classes = spec.classes();
    double[][] betas =
        coefficients.stream().map(beta -> spec.offset().with(beta)).toArray(double[][]::new);
    ValidationLosses sums =
        validation.reduce(
            (partition, part) ->
                new ValidationLosses(betas.length)
                    .adding(part, new Fits(loss, classes, betas), TaskKernels.of(preference)),
            ValidationLosses::plus);
    runs.add(sums.uses);
    return sums.means();
  }

  private record Fits(GlmLoss loss, int classes, double[][] betas) {}

  private ValidationLosses adding(Iterator<LabelledBlock> part, Fits fits, Kernels kernels) {
    while (part.hasNext()) {
      LabelledBlock block = part.next();
      for (int i = 0; i < block.rows(); i++) {
        weight += block.weight(i);
      }
      for (int k = 0; k < losses.length; k++) {
        double[] beta = fits.betas[k];
        losses[k] +=
            kernels
                .linear()
                .gradient(
                    fits.loss,
                    fits.classes,
                    block.features(),
                    block.target(),
                    beta,
                    new double[beta.length]);
      }
    }
    uses = new ArrayList<>(kernels.drain());
    return this;
  }

  private ValidationLosses plus(ValidationLosses other) {
    for (int k = 0; k < losses.length; k++) {
      losses[k] += other.losses[k];
    }
    weight += other.weight;
    uses = new ArrayList<>(KernelUse.merge(uses, other.uses));
    return this;
  }

  private double[] means() {
    if (!(weight > 0)) {
      throw NightjarException.of(
          FailureKind.DATA,
          "model.lambda-path is judged by the validation rows, but there is none that weighs"
              + " anything; give split.validation a larger share, or set model.lambda");
    }
    double[] means = new double[losses.length];
    for (int k = 0; k < means.length; k++) {
      means[k] = losses[k] / weight;
    }
    return means;
  }
}
