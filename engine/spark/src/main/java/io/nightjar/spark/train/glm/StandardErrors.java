package io.nightjar.spark.train.glm;

import io.nightjar.config.model.StandardErrorKind;
import io.nightjar.kernels.linear.GlmLoss;
import io.nightjar.spark.train.block.BlockFolds;
import io.nightjar.spark.train.block.KernelRuns;
import io.nightjar.spark.train.glm.objective.GlmFit;
import io.nightjar.spark.train.glm.objective.GlmSpec;
import io.nightjar.spark.train.glm.objective.Scaling;
import io.nightjar.spark.train.solve.QuasiNewton;
import java.util.List;

/**
 * Standard errors of an unpenalised optimum: the square roots of the diagonal of φ·J⁻¹ with the
 * observed information J = Σ wᵢ·vᵢ·xᵢxᵢᵀ (McCullagh and Nelder 1989, 4.4).
 *
 * <pre>
 *   loss       v           φ                      e
 *   squared    1           s² = Σ w·e² / (n − p)  y − μ
 *   logistic   μ(1 − μ)    1                      y − μ
 *   Poisson    μ           1                      y − μ
 * </pre>
 *
 * <p>Robust ones are those of J⁻¹MJ⁻¹ with M = Σ (wᵢ·eᵢ)²·xᵢxᵢᵀ, HC0 (White 1980, "A
 * heteroskedasticity-consistent covariance matrix estimator"), times √(n/(n − p)) for HC1
 * (MacKinnon and White 1985); weights are precisions there for every loss, as in R's sandwich.
 *
 * <p>n counts the rows that weigh something and p the coefficients, so that a squared loss takes
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

  /** M; null for classic errors. */
  private final Information scores;

  private StandardErrors(
      GlmSpec spec, Scaling scaling, GlmFit fit, Information information, Information scores) {
    this.spec = spec;
    this.scaling = scaling;
    this.fit = fit;
    this.information = information;
    this.scores = scores;
  }

  /** The fit with its standard errors, or with a warning that says why there are none. */
  static GlmFit added(GlmFit fit, BlockFolds blocks, Problem problem, KernelRuns runs) {
    GlmSpec spec = problem.spec();
    if (spec.width() > MOST_COLUMNS) {
      return fit.withWarning(
          NONE + spec.width() + " design columns; must be " + MOST_COLUMNS + " at most");
    }
    Information information = Information.at(fit.coefficients(), blocks, problem, runs);
    boolean classic = spec.solver().standardErrors() == StandardErrorKind.CLASSIC;
    Information scores =
        classic ? null : Information.ofScores(fit.coefficients(), blocks, problem, runs);
    return new StandardErrors(spec, problem.scaling(), fit, information, scores).added();
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
    PivotedCholesky cholesky = new PivotedCholesky(scaled(information, scale), SMALLEST_PIVOT);
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

  private static double[][] scaled(Information information, double[] scale) {
    double[][] matrix = new double[scale.length][scale.length];
    for (int i = 0; i < scale.length; i++) {
      for (int j = 0; j < scale.length; j++) {
        matrix[i][j] = information.get(i, j) * scale[i] * scale[j];
      }
    }
    return matrix;
  }

  /**
   * √(φ·aᵀJ⁻¹a), or √(aᵀJ⁻¹MJ⁻¹a): a unit vector for a column, (−μ, 1) for the intercept of columns
   * not centred.
   */
  private double[] errors(PivotedCholesky cholesky, double[] scale) {
    int d = spec.width();
    double[] errors = new double[d + 1];
    double[][] meat = scores == null ? null : scaled(scores, scale);
    for (int k = 0; k < scale.length; k++) {
      double[] a = new double[scale.length];
      a[k] = scale[k];
      for (int j = 0; k == d && j < d; j++) {
        a[j] = -scaling.mean(j) * scale[j];
      }
      double[] solved = cholesky.solve(a);
      double variance = meat == null ? QuasiNewton.dot(a, solved) : quadratic(meat, solved);
      errors[k] = Math.sqrt(dispersion(scale.length) * variance);
    }
    return errors;
  }

  private static double quadratic(double[][] matrix, double[] x) {
    double sum = 0;
    for (int i = 0; i < x.length; i++) {
      sum += x[i] * QuasiNewton.dot(matrix[i], x);
    }
    return Math.max(0, sum);
  }

  private double dispersion(int p) {
    double n = information.rows();
    if (scores != null) {
      return spec.solver().standardErrors() == StandardErrorKind.HC0 ? 1 : n / (n - p);
    }
    if (spec.loss() != GlmLoss.SQUARED) {
      return 1;
    }
    return 2 * fit.objective() * information.weight() / (n - p);
  }
}
