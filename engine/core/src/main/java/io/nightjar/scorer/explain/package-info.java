/**
 * How much each input column moved a row's margin: SHAP values, folded from design columns into the
 * columns that they are made of.
 *
 * <p>Entry type: {@link io.nightjar.scorer.explain.Explainer}. May depend on the models, the
 * features' designs and the kernels' facade.
 */
package io.nightjar.scorer.explain;
