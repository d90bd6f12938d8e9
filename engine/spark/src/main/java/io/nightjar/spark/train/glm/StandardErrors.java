package io.nightjar.spark.train.glm;

import io.nightjar.kernels.linear.GlmLoss;
import io.nightjar.spark.train.block.BlockFolds;
import io.nightjar.spark.train.block.KernelRuns;
import io.nightjar.spark.train.solve.QuasiNewton;
import java.util.List;

/**
 * Standard errors of an unpenalised optimum: the square roots of the diagonal of φ·J⁻¹ with the
 * observed information J = Σ wᵢ·vᵢ·xᵢxᵢᵀ (McCullagh and Nelder 1989, 4.4).
 *
 * <pre>
 *   loss       v           φ
 *   squared    1           s² = Σ w·e² / (n − p)
 *   logistic   μ(1 − μ)    1
 *   Poisson    μ           1
 * </pre>
 *
 * n counts the rows that weigh something and p the coefficients, so that a squared loss takes
 * weights as precisions, as R's lm does, and the others take them as counts of rows. J is summed
 * over centred columns and factored with a unit diagonal, so that it has the condition of the data
 * and not that of the columns' scales.
 */
final class StandardErrors {
  /** Most columns: J goes to the driver. */
  static final int MOST_COLUMNS = NormalEquations.MOST_COLUMNS;

  private static final double SMALLEST_PIVOT = 1e-12;
  private static final String NONE = "there are no standard errors: ";

  private final GlmSpec spec;
  private final Scaling scaling;
  private final GlmFit fit;
  private final Information information;

  private StandardErrors(GlmSpec spec, Scaling scaling, GlmFit fit, Information information) {
    this.spec = spec;
    this.scaling = scaling;
    this.fit = fit;
    this.information = information;
  }

  /** The fit with its standard errors, or with a warning that says why there are none. */
  static GlmFit added(GlmFit fit, BlockFolds blocks, Problem problem, KernelRuns runs) {
    GlmSpec spec = problem.spec();
    if (spec.width() > MOST_COLUMNS) {
      return fit.withWarning(
          NONE + spec.width() + " design columns; must be " + MOST_COLUMNS + " at most");
    }
    Information information = Information.at(fit.coefficients(), blocks, problem, runs);
    return new StandardErrors(spec, problem.scaling(), fit, information).added();
  }

  /**
   * What was minimised.
   *
   * @param spec the objective
   * @param scaling its coordinates
   */
  record Problem(GlmSpec spec, Scaling scaling) {}

  private GlmFit added() {
    int d = spec.width();
    int p = scaling.intercept() ? d + 1 : d;
    double[] scale = new double[p];
    for (int j = 0; j < p; j++) {
      scale[j] = 1 / Math.sqrt(information.get(j, j));
      if (!Double.isFinite(scale[j])) {
        return fit.withWarning(NONE + "the rows say nothing of " + name(j));
      }
    }
    if (information.rows() <= p) {
      return fit.withWarning(
          NONE + information.rows() + " rows that weigh something for " + p + " coefficients");
    }
    PivotedCholesky cholesky = new PivotedCholesky(scaled(scale), SMALLEST_PIVOT);
    if (cholesky.rank() < p) {
      List<String> names = cholesky.dependency(1e-5).stream().map(this::name).toList();
      return fit.withWarning(
          NONE
              + names.get(0)
              + " is a linear combination of "
              + String.join(", ", names.subList(1, names.size())));
    }
    return fit.withStandardErrors(errors(cholesky, scale));
  }

  private String name(int j) {
    return j == spec.width() ? "the intercept" : "\"" + spec.columns().get(j) + "\"";
  }

  private double[][] scaled(double[] scale) {
    double[][] matrix = new double[scale.length][scale.length];
    for (int i = 0; i < scale.length; i++) {
      for (int j = 0; j < scale.length; j++) {
        matrix[i][j] = information.get(i, j) * scale[i] * scale[j];
      }
    }
    return matrix;
  }

  /** √(φ·aᵀJ⁻¹a): a unit vector for a column, (−μ, 1) for the intercept of columns not centred. */
  private double[] errors(PivotedCholesky cholesky, double[] scale) {
    int d = spec.width();
    double[] errors = new double[d + 1];
    for (int k = 0; k < scale.length; k++) {
      double[] a = new double[scale.length];
      a[k] = scale[k];
      for (int j = 0; k == d && j < d; j++) {
        a[j] = -scaling.mean(j) * scale[j];
      }
      errors[k] = Math.sqrt(dispersion(scale.length) * QuasiNewton.dot(a, cholesky.solve(a)));
    }
    return errors;
  }

  private double dispersion(int p) {
    if (spec.loss() != GlmLoss.SQUARED) {
      return 1;
    }
    return 2 * fit.objective() * information.weight() / (information.rows() - p);
  }
}
