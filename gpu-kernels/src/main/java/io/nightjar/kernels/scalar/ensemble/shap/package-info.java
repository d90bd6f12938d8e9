/**
 * SHAP values of trees on plain loops.
 *
 * <p>Entry type: {@link io.nightjar.kernels.scalar.ensemble.shap.TiledShap}. May depend on {@code
 * io.nightjar.kernels.ensemble} and its plans.
 */
package io.nightjar.kernels.scalar.ensemble.shap;
