package io.nightjar.kernels.dense;

import io.nightjar.kernels.block.ArgumentChecks;

/** Guards in front of the dense kernels. */
final class DenseChecks {
  private DenseChecks() {}

  /** A result that is none of the operands. */
  static void apart(String what, float[] result, float[]... operands) {
    for (float[] operand : operands) {
      if (operand == result && result.length > 0) {
        throw new IllegalArgumentException(
            what + " is also an operand; must be an array of its own");
      }
    }
  }

  static void weights(LayerShape shape, LayerWeights weights) {
    ArgumentChecks.length(
        "matrix", weights.matrix().length, (long) shape.inputs() * shape.outputs());
    ArgumentChecks.length("bias", weights.bias().length, shape.outputs());
  }

  static void pass(LayerShape shape, LayerPass pass) {
    long outputs = (long) shape.rows() * shape.outputs();
    ArgumentChecks.length("x", pass.x().length, (long) shape.rows() * shape.inputs());
    ArgumentChecks.length("matrix", pass.matrix().length, (long) shape.inputs() * shape.outputs());
    ArgumentChecks.length("y", pass.y().length, outputs);
    ArgumentChecks.length("dy", pass.dy().length, outputs);
  }
}
