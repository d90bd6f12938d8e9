/**
 * Whether a trained model is good enough to be kept; the verdicts fail closed.
 *
 * <p>Entry type: {@link io.nightjar.metrics.gates.Gates}. May depend on {@code io.nightjar.metrics}
 * and {@code io.nightjar.config}.
 */
package io.nightjar.metrics.gates;
