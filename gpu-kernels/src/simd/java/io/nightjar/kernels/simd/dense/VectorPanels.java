package io.nightjar.kernels.simd.dense;

/**
 * A slice of a matrix as panels of a few rows (or columns), each in the order in which a tile walks
 * over it: step q of lane l at {@code q·width + l}. What stands in lanes beyond the matrix's edge
 * is of no use.
 */
final class VectorPanels {
  private final int width;
  private final float factor;
  private float[] values = new float[0];
  private int depth;

  /** Panels of so many lanes, whose values are multiplied by {@code factor}. */
  VectorPanels(int width, float factor) {
    this.width = width;
    this.factor = factor;
  }

  float[] values() {
    return values;
  }

  /** Where a panel begins. */
  int at(int panel) {
    return panel * width * depth;
  }

  /** Makes room for so many lanes of a slice. */
  void shape(int lanes, int sliceDepth) {
    depth = sliceDepth;
    int length = (lanes + width - 1) / width * width * depth;
    if (values.length < length) {
      values = new float[length];
    }
  }

  /** Fills the panels from {@code source[from + lane·laneStep + q·depthStep]}. */
  void pack(float[] source, int from, int lanes, int laneStep, int depthStep) {
    for (int lane = 0; lane < lanes; lane += width) {
      int count = Math.min(width, lanes - lane);
      int at = from + lane * laneStep;
      int to = lane * depth;
      if (laneStep == 1) {
        packSteps(source, at, depthStep, to, count);
      } else {
        for (int l = 0; l < count; l++) {
          packLane(source, at + l * laneStep, depthStep, to + l);
        }
      }
    }
  }

  private void packSteps(float[] source, int from, int depthStep, int to, int count) {
    for (int q = 0; q < depth; q++) {
      for (int l = 0; l < count; l++) {
        values[to + q * width + l] = factor * source[from + q * depthStep + l];
      }
    }
  }

  private void packLane(float[] source, int from, int depthStep, int to) {
    for (int q = 0; q < depth; q++) {
      values[to + q * width] = factor * source[from + q * depthStep];
    }
  }
}
