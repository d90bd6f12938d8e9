package io.nightjar.kernels.scalar.dense;

import io.nightjar.kernels.dense.LayerBackward;
import io.nightjar.kernels.dense.LayerPass;
import io.nightjar.kernels.dense.LayerShape;
import io.nightjar.kernels.dense.LayerWeights;
import io.nightjar.kernels.dense.Transpose;

/** Gradients of layers as two products of the slopes dZ. */
public final class BlockedLayerBackward implements LayerBackward {
  private final DenseLoops loops;

  /** Gradients on these loops. */
  public BlockedLayerBackward(DenseLoops loops) {
    this.loops = loops;
  }

  @Override
  public void write(LayerShape shape, LayerPass pass, LayerWeights gradient, float[] dx) {
    float[] dz = new float[pass.dy().length];
    loops.slopes(shape.activation(), pass.dy(), pass.y(), dz);
    ColumnSums.write(loops, dz, shape.rows(), gradient.bias());
    multiply(
        Operand.of(pass.x(), Transpose.YES, shape.inputs(), shape.rows()),
        Operand.of(dz, Transpose.NO, shape.rows(), shape.outputs()),
        new ProductSize(shape.inputs(), shape.outputs(), shape.rows(), 1),
        gradient.matrix());
    if (dx != null) {
      multiply(
          Operand.of(dz, Transpose.NO, shape.rows(), shape.outputs()),
          Operand.of(pass.matrix(), Transpose.YES, shape.outputs(), shape.inputs()),
          new ProductSize(shape.rows(), shape.inputs(), shape.outputs(), 1),
          dx);
    }
  }

  private void multiply(Operand a, Operand b, ProductSize size, float[] into) {
    loops.product(a, b, size).into(new ScaledSink(into, size.n(), 0));
  }
}
