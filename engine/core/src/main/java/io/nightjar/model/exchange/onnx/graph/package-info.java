/**
 * ONNX files as they stand on disk: nodes, tensors and names, without their meaning.
 *
 * <p>Entry types: {@link io.nightjar.model.exchange.onnx.graph.OnnxDecoder}, {@link
 * io.nightjar.model.exchange.onnx.graph.OnnxEncoder} and, for files that another runtime is to run,
 * {@link io.nightjar.model.exchange.onnx.graph.GraphScan}. May depend on nothing of the house.
 */
package io.nightjar.model.exchange.onnx.graph;
