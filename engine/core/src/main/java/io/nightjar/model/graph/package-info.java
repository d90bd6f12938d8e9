/**
 * ONNX graphs that are kept as they are and run by ONNX Runtime: the file's bytes, and how rows go
 * in and predictions come out.
 *
 * <p>Entry type: {@link io.nightjar.model.graph.OnnxGraph}. May depend on no other room.
 */
package io.nightjar.model.graph;
