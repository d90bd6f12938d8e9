/**
 * Scores rows with a model's directory, without Spark; one row and a batch of any size give the
 * same bits, but for graphs that ONNX Runtime runs.
 *
 * <p>Entry type: {@link io.nightjar.scorer.Scorer}. Margins are made in {@code predict}. May depend
 * on {@code io.nightjar.model}, {@code io.nightjar.features} and {@code io.nightjar.kernels}.
 */
package io.nightjar.scorer;
