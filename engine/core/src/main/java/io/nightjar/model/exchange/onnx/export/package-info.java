/**
 * Models of this house as ONNX graphs that take raw columns.
 *
 * <p>Entry type: {@link io.nightjar.model.exchange.onnx.export.OnnxWriter}. May depend on {@code
 * io.nightjar.model} and on the file format beside it.
 */
package io.nightjar.model.exchange.onnx.export;
