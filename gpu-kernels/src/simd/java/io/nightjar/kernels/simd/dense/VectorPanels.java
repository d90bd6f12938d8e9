package io.nightjar.kernels.simd.dense;

import static io.nightjar.kernels.simd.lanes.VectorFloats.all;
import static io.nightjar.kernels.simd.lanes.VectorFloats.load;
import static io.nightjar.kernels.simd.lanes.VectorFloats.mul;
import static io.nightjar.kernels.simd.lanes.VectorFloats.store;

import io.nightjar.kernels.scalar.dense.Operand;
import jdk.incubator.vector.FloatVector;

/**
 * A slice of a matrix as panels of a few rows (or columns), each in the order in which a tile walks
 * over it: step q of lane l at {@code q·width + l}. What stands in lanes beyond the matrix's edge
 * is of no use.
 */
final class VectorPanels {
  private static final int SIX = 6;
  private static final int SIXTEEN = 16;

  private final int width;
  private float[] values = new float[0];
  private int depth;
  private float factor;

  /** Panels of so many lanes. */
  VectorPanels(int width) {
    this.width = width;
  }

  float[] values() {
    return values;
  }

  /** Steps of a lane. */
  int depth() {
    return depth;
  }

  /** Where a panel begins. */
  int at(int panel) {
    return panel * width * depth;
  }

  /** The panels as a matrix of lanes and steps; lane l of a panel stands l behind its begin. */
  Operand lanes() {
    return new Operand(values, 0, 1, width);
  }

  /** Makes room for so many lanes of a slice, whose values are to be multiplied by a factor. */
  void shape(int lanes, int sliceDepth, float byFactor) {
    depth = sliceDepth;
    factor = byFactor;
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
      boolean six = count == width && width == SIX;
      if (laneStep == 1 && six) {
        packSix(source, at, depthStep, to);
      } else if (laneStep == 1 && count == SIXTEEN) {
        packSixteen(source, at, depthStep, to);
      } else if (depthStep == 1 && six) {
        packSixLines(source, at, laneStep, to);
      } else {
        for (int l = 0; l < count; l++) {
          packLane(source, at + l * laneStep, depthStep, to + l);
        }
      }
    }
  }

  /** Written out, because a loop of six steps costs more than its steps. */
  private void packSix(float[] source, int from, int depthStep, int to) {
    float[] packed = values;
    int end = depth;
    for (int q = 0; q < end; q++) {
      int s = from + q * depthStep;
      int t = to + q * SIX;
      packed[t] = factor * source[s];
      packed[t + 1] = factor * source[s + 1];
      packed[t + 2] = factor * source[s + 2];
      packed[t + 3] = factor * source[s + 3];
      packed[t + 4] = factor * source[s + 4];
      packed[t + 5] = factor * source[s + 5];
    }
  }

  /** Six lanes that stand one after the other, each step beside the one before. */
  private void packSixLines(float[] source, int from, int laneStep, int to) {
    float[] packed = values;
    int end = depth;
    int second = from + laneStep;
    int third = second + laneStep;
    int fourth = third + laneStep;
    int fifth = fourth + laneStep;
    int sixth = fifth + laneStep;
    for (int q = 0; q < end; q++) {
      int t = to + q * SIX;
      packed[t] = factor * source[from + q];
      packed[t + 1] = factor * source[second + q];
      packed[t + 2] = factor * source[third + q];
      packed[t + 3] = factor * source[fourth + q];
      packed[t + 4] = factor * source[fifth + q];
      packed[t + 5] = factor * source[sixth + q];
    }
  }

  private void packSixteen(float[] source, int from, int depthStep, int to) {
    FloatVector factors = all(factor);
    float[] packed = values;
    int end = depth;
    for (int q = 0; q < end; q++) {
      int s = from + q * depthStep;
      int t = to + q * SIXTEEN;
      store(mul(load(source, s), factors), packed, t);
      store(mul(load(source, s + 8), factors), packed, t + 8);
    }
  }

  private void packLane(float[] source, int from, int depthStep, int to) {
    float[] packed = values;
    int step = width;
    int end = depth;
    for (int q = 0; q < end; q++) {
      packed[to + q * step] = factor * source[from + q * depthStep];
    }
  }
}
