package io.nightjar.scorer.predict;

import io.nightjar.kernels.Kernels;
import io.nightjar.kernels.dense.LayerShape;
import io.nightjar.kernels.dense.LayerWeights;
import io.nightjar.model.network.Layer;
import java.util.List;

/** A network's layers over some rows, through the kernels. */
public final class ForwardPass {
  private ForwardPass() {}

  /**
   * What one layer gives.
   *
   * @param x row-major [rows][inputs]
   * @return row-major [rows][outputs], new
   */
  public static float[] through(Kernels kernels, Layer layer, int rows, float[] x) {
    float[] y = new float[Math.multiplyExact(rows, layer.outputs())];
    write(kernels, layer, rows, x, y);
    return y;
  }

  /**
   * Writes what one layer gives.
   *
   * @param x row-major [rows][inputs]
   * @param y row-major [rows][outputs]
   */
  public static void write(Kernels kernels, Layer layer, int rows, float[] x, float[] y) {
    LayerShape shape = new LayerShape(rows, layer.inputs(), layer.outputs(), layer.activation());
    kernels.dense().layerForward(shape, x, new LayerWeights(layer.matrix(), layer.bias()), y);
  }

  /** What the last of some layers gives, each fed by the one before. */
  public static float[] through(Kernels kernels, List<Layer> layers, int rows, float[] x) {
    float[] y = x;
    for (Layer layer : layers) {
      y = through(kernels, layer, rows, y);
    }
    return y;
  }
}
