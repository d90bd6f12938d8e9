/**
 * From a model's own probabilities to calibrated ones, and how the map is fitted.
 *
 * <p>Entry type: {@link io.nightjar.model.calibration.Calibration}. May depend on {@code
 * io.nightjar.metrics} for its exact sums.
 */
package io.nightjar.model.calibration;
