/**
 * From encoded rows to margins, for each kind of model: blocks through the kernels, and one row
 * alone.
 *
 * <p>Entry type: {@link io.nightjar.scorer.predict.Predictor}. May depend on {@code
 * io.nightjar.model}, {@code io.nightjar.features}, {@code io.nightjar.kernels} and {@code
 * io.nightjar.scorer.onnx}.
 */
package io.nightjar.scorer.predict;
