/**
 * Which way rows go through an ONNX graph that is kept as it is.
 *
 * <p>Entry type: {@link io.nightjar.model.exchange.onnx.kept.KeptGraph}. May depend on the file
 * format and on {@code io.nightjar.model.graph}.
 */
package io.nightjar.model.exchange.onnx.kept;
