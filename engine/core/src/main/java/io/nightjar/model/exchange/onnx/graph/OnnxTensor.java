package io.nightjar.model.exchange.onnx.graph;

import java.util.Arrays;
import java.util.List;

/**
 * Numbers or texts of a shape.
 *
 * @param type of the values
 * @param shape no dimension is open; empty for one value alone
 * @param values float[], double[], long[] (of bytes too) or a List of String, by the type; borrowed
 */
public record OnnxTensor(Type type, List<Long> shape, Object values) {

  /** A type of values, with its number in {@code TensorProto.DataType}. */
  public enum Type {
    FLOAT(1),
    UINT8(2),
    INT64(7),
    STRING(8),
    BOOL(9),
    DOUBLE(11);

    private final int number;

    Type(int number) {
      this.number = number;
    }

    /** The number in files. */
    public int number() {
      return number;
    }
  }

  public OnnxTensor {
    shape = List.copyOf(shape);
  }

  /** A list of doubles. */
  public static OnnxTensor doubles(double... values) {
    return new OnnxTensor(Type.DOUBLE, List.of((long) values.length), values);
  }

  /** A matrix of doubles, row by row. */
  public static OnnxTensor matrix(int rows, int columns, double[] values) {
    return new OnnxTensor(Type.DOUBLE, List.of((long) rows, (long) columns), values);
  }

  /** A list of whole numbers. */
  public static OnnxTensor wholes(long... values) {
    return new OnnxTensor(Type.INT64, List.of((long) values.length), values);
  }

  /** A list of texts. */
  public static OnnxTensor texts(List<String> values) {
    return new OnnxTensor(Type.STRING, List.of((long) values.size()), List.copyOf(values));
  }

  /**
   * The numbers in float64.
   *
   * @throws IllegalArgumentException if it holds no float or double values
   */
  public double[] numbers() {
    if (values instanceof float[] floats) {
      double[] numbers = new double[floats.length];
      Arrays.setAll(numbers, i -> floats[i]);
      return numbers;
    }
    if (values instanceof double[] doubles) {
      return doubles.clone();
    }
    throw new IllegalArgumentException("a tensor is of type " + type + "; must be FLOAT or DOUBLE");
  }
}
