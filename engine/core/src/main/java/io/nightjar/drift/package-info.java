/**
 * How far two samples of one column lie apart: formulas over integer counts and sorted runs.
 *
 * <p>Entry types: {@link io.nightjar.drift.KolmogorovSmirnov} and {@link
 * io.nightjar.drift.PopulationStability}. May depend on {@code io.nightjar.metrics} and Commons
 * Math.
 */
package io.nightjar.drift;
