package io.nightjar.spark.train.glm;

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
 */
public record GlmFit(
    double[] coefficients,
    double[] standardErrors,
    double[] means,
    double objective,
    int iterations,
    double gradientNorm,
    String solver,
    List<String> warnings)
    implements Serializable {

  /** Copies the list. */
  public GlmFit {
    warnings = List.copyOf(warnings);
  }

  GlmFit withStandardErrors(double[] errors) {
    return new GlmFit(
        coefficients, errors, means, objective, iterations, gradientNorm, solver, warnings);
  }

  GlmFit withWarning(String warning) {
    List<String> more = new ArrayList<>(warnings);
    more.add(warning);
    return new GlmFit(
        coefficients, standardErrors, means, objective, iterations, gradientNorm, solver, more);
  }
}
