package io.nightjar.spark.train.glm.objective;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/**
 * What a fit found.
 *
 * @param coefficients class-major [K][d + 1] on the original scale, the intercept last
 * @param standardErrors as the coefficients; empty where there are none
 * @param means training means of the design columns [d], weighted as the rows are
 * @param objective the minimised objective, penalty included
 * @param iterations of the solver
 * @param gradientNorm largest component of the (sub)gradient over standardised features
 * @param solver which one: normal equations, L-BFGS or OWL-QN
 * @param warnings what a person should know, such as that it did not converge
 * @param path what the fit was chosen from; null where λ was given
 */
public record GlmFit(
    double[] coefficients,
    double[] standardErrors,
    double[] means,
    double objective,
    int iterations,
    double gradientNorm,
    String solver,
    List<String> warnings,
    GlmPath path)
    implements Serializable {

  /** Copies the list. */
  public GlmFit {
    warnings = List.copyOf(warnings);
  }

  /** A fit with one λ, that was given. */
  public GlmFit(
      double[] coefficients,
      double[] means,
      double objective,
      int iterations,
      double gradientNorm,
      String solver,
      List<String> warnings) {
    this(
        coefficients,
        new double[0],
        means,
        objective,
        iterations,
        gradientNorm,
        solver,
        warnings,
        null);
  }

  public GlmFit withStandardErrors(double[] errors) {
    return new GlmFit(
        coefficients, errors, means, objective, iterations, gradientNorm, solver, warnings, path);
  }

  public GlmFit withWarning(String warning) {
    List<String> more = new ArrayList<>(warnings);
    more.add(warning);
    return new GlmFit(
        coefficients,
        standardErrors,
        means,
        objective,
        iterations,
        gradientNorm,
        solver,
        more,
        path);
  }

  public GlmFit withPath(GlmPath chosenFrom) {
    return new GlmFit(
        coefficients,
        standardErrors,
        means,
        objective,
        iterations,
        gradientNorm,
        solver,
        warnings,
        chosenFrom);
  }
}
