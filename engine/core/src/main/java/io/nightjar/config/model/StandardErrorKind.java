package io.nightjar.config.model;

/** How the standard errors of a linear model's coefficients are estimated. */
public enum StandardErrorKind {
  /** Not at all. */
  NONE,
  /** From the information alone: right where the model's variance is. */
  CLASSIC,
  /** HC1: those of HC0 times √(n/(n − p)). */
  ROBUST,
  /** The sandwich of White and Huber, right whatever the variance of the rows is. */
  HC0
}
