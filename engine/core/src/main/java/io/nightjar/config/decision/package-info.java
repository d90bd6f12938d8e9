/**
 * What is settled after the fit, on the validation rows: calibration, then the threshold.
 *
 * <p>Entry type: {@link io.nightjar.config.decision.CalibrationConfig}. May depend on {@code
 * io.nightjar.config.hocon} and {@code io.nightjar.config.model}.
 */
package io.nightjar.config.decision;
