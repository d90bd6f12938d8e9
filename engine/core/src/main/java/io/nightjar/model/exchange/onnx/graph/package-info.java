/**
 * ONNX files as they stand on disk: nodes, tensors and names, without their meaning.
 *
 * <p>Entry types: {@link io.nightjar.model.exchange.onnx.graph.OnnxDecoder} and {@link
 * io.nightjar.model.exchange.onnx.graph.OnnxEncoder}. May depend on nothing of the house.
 */
package io.nightjar.model.exchange.onnx.graph;
