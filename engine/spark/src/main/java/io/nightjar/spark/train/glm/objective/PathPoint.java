package io.nightjar.spark.train.glm.objective;

import java.io.Serializable;

/**
 * One λ of a path and what its fit came to.
 *
 * @param lambda λ
 * @param nonzero design columns with a coefficient other than 0, in any class
 * @param objective the minimised objective, penalty included
 * @param iterations of the solver, from the fit before
 * @param validationLoss mean loss of the validation rows, as {@link PathFits#metric} calls it
 */
public record PathPoint(
    double lambda, int nonzero, double objective, int iterations, double validationLoss)
    implements Serializable {}
