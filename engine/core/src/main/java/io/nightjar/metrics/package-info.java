/**
 * How good a model is: formulas over counts, order-free sums and sorted runs, on all rows,
 * weighted.
 *
 * <p>Entry types: {@link io.nightjar.metrics.Evaluation} and {@link io.nightjar.metrics.Metric}.
 * May depend on {@code io.nightjar} alone.
 */
package io.nightjar.metrics;
