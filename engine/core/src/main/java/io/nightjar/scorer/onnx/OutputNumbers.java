package io.nightjar.scorer.onnx;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxValue;
import io.nightjar.FailureKind;
import io.nightjar.NightjarException;
import io.nightjar.model.graph.GraphOutput;
import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;
import java.util.Arrays;

/** The numbers of a graph's output. */
final class OutputNumbers {
  private OutputNumbers() {}

  /** Row-major numbers of as many rows and columns as there must be. */
  static double[] of(OnnxValue value, GraphOutput wanted, int rows) {
    if (!(value instanceof OnnxTensor tensor)) {
      throw wrong(wanted, rows, value.getType().toString());
    }
    long[] shape = tensor.getInfo().getShape();
    int columns = wanted.columns();
    boolean flat = columns == 1 && Arrays.equals(shape, new long[] {rows});
    if (!flat && !Arrays.equals(shape, new long[] {rows, columns})) {
      throw wrong(wanted, rows, tensor.getInfo().type + " of shape " + Arrays.toString(shape));
    }
    double[] numbers = new double[rows * columns];
    switch (tensor.getInfo().type) {
      case FLOAT -> {
        FloatBuffer floats = tensor.getFloatBuffer();
        Arrays.setAll(numbers, floats::get);
      }
      case DOUBLE -> {
        DoubleBuffer doubles = tensor.getDoubleBuffer();
        doubles.get(numbers);
      }
      default -> throw wrong(wanted, rows, String.valueOf(tensor.getInfo().type));
    }
    return numbers;
  }

  private static NightjarException wrong(GraphOutput wanted, int rows, String found) {
    return NightjarException.of(
        FailureKind.CONFIG,
        "the graph's output \"%s\" is %s; must be floats or doubles of shape [%d, %d]: import it with that many classes, or name another output"
            .formatted(wanted.name(), found, rows, wanted.columns()));
  }
}
