/**
 * Runs ONNX graphs on Microsoft's ONNX Runtime; nothing else here knows it, and it need not be on
 * the class path where no model asks for it.
 *
 * <p>Entry type: {@link io.nightjar.scorer.onnx.GraphSession}. May depend on {@code
 * io.nightjar.model.graph} and on the file format of ONNX.
 */
package io.nightjar.scorer.onnx;
