/**
 * What the SHAP values of an ensemble need of its trees, laid out once for all backends.
 *
 * <p>Entry type: {@link io.nightjar.kernels.ensemble.shap.ShapPlan}. May depend on {@code
 * io.nightjar.kernels.ensemble}.
 */
package io.nightjar.kernels.ensemble.shap;
