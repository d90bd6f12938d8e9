/**
 * Trees in ONNX files as trees of this house.
 *
 * <p>Entry type: {@link io.nightjar.model.exchange.onnx.OnnxFile}. May depend on the file format
 * below it and on {@code io.nightjar.model.exchange.trees}.
 */
package io.nightjar.model.exchange.onnx;
