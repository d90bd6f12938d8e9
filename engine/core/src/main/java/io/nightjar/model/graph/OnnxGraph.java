package io.nightjar.model.graph;

import java.io.Serializable;
import java.util.Arrays;
import java.util.Objects;

/** An ONNX file with the way through it; immutable. */
public final class OnnxGraph implements Serializable {
  private static final long serialVersionUID = 1L;

  private final byte[] bytes;
  private final GraphSignature signature;

  /**
   * A graph.
   *
   * @param bytes the whole file, borrowed: never to be changed
   */
  public OnnxGraph(byte[] bytes, GraphSignature signature) {
    this.bytes = Objects.requireNonNull(bytes, "bytes");
    this.signature = Objects.requireNonNull(signature, "signature");
  }

  /** The whole file, borrowed. */
  public byte[] bytes() {
    return bytes;
  }

  /** How rows go in and predictions come out. */
  public GraphSignature signature() {
    return signature;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof OnnxGraph graph
        && signature.equals(graph.signature)
        && Arrays.equals(bytes, graph.bytes);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(bytes) + signature.hashCode();
  }

  @Override
  public String toString() {
    return "OnnxGraph[" + bytes.length + " bytes, " + signature + "]";
  }
}
