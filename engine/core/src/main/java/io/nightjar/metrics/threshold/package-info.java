/**
 * Which threshold is best, exactly, over all that the scores allow.
 *
 * <p>Entry type: {@link io.nightjar.metrics.threshold.ThresholdSums}. May depend on {@code
 * io.nightjar.metrics}.
 */
package io.nightjar.metrics.threshold;
