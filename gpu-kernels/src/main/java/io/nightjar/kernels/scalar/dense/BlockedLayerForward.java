package io.nightjar.kernels.scalar.dense;

import io.nightjar.kernels.dense.LayerForward;
import io.nightjar.kernels.dense.LayerShape;
import io.nightjar.kernels.dense.LayerWeights;
import io.nightjar.kernels.dense.Transpose;

/** Layers whose bias and activation are done while a block of outputs is in the cache. */
public final class BlockedLayerForward implements LayerForward {
  private final DenseLoops loops;

  /** Layers on these loops. */
  public BlockedLayerForward(DenseLoops loops) {
    this.loops = loops;
  }

  @Override
  public void write(LayerShape shape, float[] x, LayerWeights weights, float[] y) {
    ProductSize size = new ProductSize(shape.rows(), shape.outputs(), shape.inputs(), 1);
    loops
        .product(
            Operand.of(x, Transpose.NO, size.m(), size.k()),
            Operand.of(weights.matrix(), Transpose.NO, size.k(), size.n()),
            size)
        .into(new LayerSink(loops, shape.activation(), weights.bias(), y));
  }
}
