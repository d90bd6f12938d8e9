package io.nightjar.scorer.onnx;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import io.nightjar.model.graph.GraphInput;
import io.nightjar.model.graph.GraphSignature;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.nio.LongBuffer;
import java.util.List;

/** Rows of design columns as the tensors that a graph takes; immutable. */
final class InputTensors {
  private final OrtEnvironment environment;
  private final GraphSignature signature;

  /** By design column, the texts of its codes, the last for any other; null for numbers. */
  private final String[][] texts;

  InputTensors(OrtEnvironment environment, GraphSignature signature, List<List<String>> texts) {
    this.environment = environment;
    this.signature = signature;
    this.texts = texts.stream().map(InputTensors::withOther).toArray(String[][]::new);
  }

  private static String[] withOther(List<String> known) {
    if (known == null) {
      return null;
    }
    String other = "other";
    while (known.contains(other)) {
      other += "'";
    }
    String[] all = known.toArray(new String[known.size() + 1]);
    all[known.size()] = other;
    return all;
  }

  GraphSignature signature() {
    return signature;
  }

  /**
   * One input's tensor.
   *
   * @param first its first design column
   */
  OnnxTensor of(GraphInput input, int first, double[][] columns, int from, int to)
      throws OrtException {
    int width = input.columns();
    int rows = to - from;
    long[] shape = input.rank() == 1 ? new long[] {rows} : new long[] {rows, width};
    int size = Math.multiplyExact(rows, width);
    Cells cells = new Cells(columns, first, width, from);
    return switch (input.element()) {
      case FLOAT -> {
        FloatBuffer values = direct(size, Float.BYTES).asFloatBuffer();
        cells.each(size, value -> values.put((float) value));
        yield OnnxTensor.createTensor(environment, values.flip(), shape);
      }
      case DOUBLE -> {
        DoubleBuffer values = direct(size, Double.BYTES).asDoubleBuffer();
        cells.each(size, values::put);
        yield OnnxTensor.createTensor(environment, values.flip(), shape);
      }
      case INT32 -> {
        IntBuffer values = direct(size, Integer.BYTES).asIntBuffer();
        cells.each(size, value -> values.put((int) value));
        yield OnnxTensor.createTensor(environment, values.flip(), shape);
      }
      case INT64 -> {
        LongBuffer values = direct(size, Long.BYTES).asLongBuffer();
        cells.each(size, value -> values.put((long) value));
        yield OnnxTensor.createTensor(environment, values.flip(), shape);
      }
      case BOOL -> {
        ByteBuffer values = direct(size, Byte.BYTES);
        cells.each(size, value -> values.put((byte) value));
        yield OnnxTensor.createTensor(environment, values.flip(), shape, OnnxJavaType.BOOL);
      }
      case STRING -> OnnxTensor.createTensor(environment, strings(cells, size), shape);
    };
  }

  private String[] strings(Cells cells, int size) {
    String[] values = new String[size];
    for (int at = 0; at < size; at++) {
      values[at] = texts[cells.column(at)][(int) cells.value(at)];
    }
    return values;
  }

  private static ByteBuffer direct(int size, int bytes) {
    return ByteBuffer.allocateDirect(Math.multiplyExact(size, bytes))
        .order(ByteOrder.nativeOrder());
  }

  private interface Taker {
    void take(double value);
  }

  /** Some columns, row by row. */
  private record Cells(double[][] columns, int first, int width, int from) {
    int column(int at) {
      return first + at % width;
    }

    double value(int at) {
      return columns[column(at)][from + at / width];
    }

    void each(int size, Taker taker) {
      for (int at = 0; at < size; at++) {
        taker.take(value(at));
      }
    }
  }
}
