package io.nightjar.kernels.scalar.dense;

import io.nightjar.kernels.dense.LayerBackward;
import io.nightjar.kernels.dense.LayerPass;
import io.nightjar.kernels.dense.LayerShape;
import io.nightjar.kernels.dense.LayerWeights;
import io.nightjar.kernels.dense.Transpose;

/**
 * Gradients of layers as two products of the slopes dZ, strip by strip of rows, so that dZ is in
 * the cache when the products read it.
 */
public final class BlockedLayerBackward implements LayerBackward {
  /** Rows of a strip: whole chunks of the sums of columns. */
  private static final int STRIP = 2 * ColumnSums.CHUNK;

  /** Of each thread: to clear a new array for each call takes a third as long as the products. */
  private static final ThreadLocal<float[]> SLOPES = ThreadLocal.withInitial(() -> new float[0]);

  private final DenseLoops loops;

  /** Gradients on these loops. */
  public BlockedLayerBackward(DenseLoops loops) {
    this.loops = loops;
  }

  /** Some rows from a row on, and their slopes. */
  private record Strip(int from, int rows, float[] dz) {
    Operand slopes(int outputs) {
      return Operand.of(dz, Transpose.NO, rows, outputs);
    }
  }

  @Override
  public void write(LayerShape shape, LayerPass pass, LayerWeights gradient, float[] dx) {
    int outputs = shape.outputs();
    float[] dz = slopes(Math.min(STRIP, shape.rows()) * outputs);
    ColumnSums sums = new ColumnSums(loops, outputs);
    int from = 0;
    do {
      Strip strip = new Strip(from, Math.min(STRIP, shape.rows() - from), dz);
      loops.slopes(shape.activation(), pass, from * outputs, strip.rows * outputs, dz);
      sums.add(dz, strip.rows);
      addWeights(shape, pass, strip, gradient.matrix());
      if (dx != null) {
        writeInputs(shape, pass, strip, dx);
      }
      from += strip.rows;
    } while (from < shape.rows());
    sums.write(gradient.bias());
  }

  private static float[] slopes(int length) {
    if (SLOPES.get().length < length) {
      SLOPES.set(new float[length]);
    }
    return SLOPES.get();
  }

  /** The chains of the weights go on where the strip before ended. */
  private void addWeights(LayerShape shape, LayerPass pass, Strip strip, float[] dw) {
    loops
        .product(
            Operand.of(pass.x(), Transpose.YES, shape.inputs(), shape.rows())
                .fromColumn(strip.from),
            strip.slopes(shape.outputs()),
            new ProductSize(shape.inputs(), shape.outputs(), strip.rows, 1))
        .into(new ScaledSink(dw, 0, shape.outputs(), strip.from == 0 ? 0 : 1));
  }

  private void writeInputs(LayerShape shape, LayerPass pass, Strip strip, float[] dx) {
    loops
        .product(
            strip.slopes(shape.outputs()),
            Operand.of(pass.matrix(), Transpose.YES, shape.outputs(), shape.inputs()),
            new ProductSize(strip.rows, shape.inputs(), shape.outputs(), 1))
        .into(new ScaledSink(dx, strip.from * shape.inputs(), shape.inputs(), 0));
  }
}
