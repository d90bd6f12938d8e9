package io.nightjar.model.files.format;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/**
 * An array of numbers, row-major.
 *
 * @param name its name in the file
 * @param type of its elements
 * @param shape its dimensions
 * @param bytes the elements, little-endian, borrowed: as many as the product of the dimensions
 */
public record Tensor(String name, TensorType type, List<Integer> shape, byte[] bytes) {
  /** Copies the shape and checks it against the bytes. */
  public Tensor {
    shape = List.copyOf(shape);
    long product = 1;
    for (int dimension : shape) {
      product = dimension < 0 || product > Integer.MAX_VALUE ? Long.MAX_VALUE : product * dimension;
    }
    if (product > Integer.MAX_VALUE) {
      throw new IllegalArgumentException(
          "tensor %s has shape %s; must be 0 or more each, %d at most in all"
              .formatted(name, shape, Integer.MAX_VALUE));
    }
    if (product * type.bytes() != bytes.length) {
      throw new IllegalArgumentException(
          "tensor %s of shape %s has %d values; must be %d"
              .formatted(name, shape, bytes.length / type.bytes(), product));
    }
  }

  /** Of float64 values; copied. */
  public static Tensor of(String name, List<Integer> shape, double[] values) {
    ByteBuffer buffer = buffer(TensorType.F64, values.length);
    buffer.asDoubleBuffer().put(values);
    return new Tensor(name, TensorType.F64, shape, buffer.array());
  }

  /** Of float64 values in one dimension; copied. */
  public static Tensor of(String name, double[] values) {
    return of(name, List.of(values.length), values);
  }

  /** Of 64-bit words in one dimension; copied. */
  public static Tensor of(String name, long[] values) {
    ByteBuffer buffer = buffer(TensorType.I64, values.length);
    buffer.asLongBuffer().put(values);
    return new Tensor(name, TensorType.I64, List.of(values.length), buffer.array());
  }

  /** Of float32 values in one dimension; copied. */
  public static Tensor of(String name, float[] values) {
    return of(name, List.of(values.length), values);
  }

  /** Of float32 values; copied. */
  public static Tensor of(String name, List<Integer> shape, float[] values) {
    ByteBuffer buffer = buffer(TensorType.F32, values.length);
    buffer.asFloatBuffer().put(values);
    return new Tensor(name, TensorType.F32, shape, buffer.array());
  }

  /** Of 32-bit whole numbers in one dimension; copied. */
  public static Tensor of(String name, int[] values) {
    ByteBuffer buffer = buffer(TensorType.I32, values.length);
    buffer.asIntBuffer().put(values);
    return new Tensor(name, TensorType.I32, List.of(values.length), buffer.array());
  }

  /** Of plain bytes in one dimension; borrowed. */
  public static Tensor of(String name, byte[] values) {
    return new Tensor(name, TensorType.U8, List.of(values.length), values);
  }

  /** Of truth values in one dimension; copied. */
  public static Tensor of(String name, boolean[] values) {
    byte[] bytes = new byte[values.length];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) (values[i] ? 1 : 0);
    }
    return new Tensor(name, TensorType.BOOL, List.of(values.length), bytes);
  }

  private static ByteBuffer buffer(TensorType type, int length) {
    return ByteBuffer.allocate(Math.multiplyExact(length, type.bytes()))
        .order(ByteOrder.LITTLE_ENDIAN);
  }

  /** How many elements. */
  int length() {
    return bytes.length / type.bytes();
  }

  /** A copy of float64 elements. */
  public double[] doubles() {
    double[] values = new double[length()];
    elements(TensorType.F64).asDoubleBuffer().get(values);
    return values;
  }

  /** A copy of 64-bit words. */
  public long[] longs() {
    long[] values = new long[length()];
    elements(TensorType.I64).asLongBuffer().get(values);
    return values;
  }

  /** A copy of float32 elements. */
  public float[] floats() {
    float[] values = new float[length()];
    elements(TensorType.F32).asFloatBuffer().get(values);
    return values;
  }

  /** A copy of 32-bit whole numbers. */
  public int[] ints() {
    int[] values = new int[length()];
    elements(TensorType.I32).asIntBuffer().get(values);
    return values;
  }

  /** A copy of plain bytes. */
  public byte[] plainBytes() {
    elements(TensorType.U8);
    return bytes.clone();
  }

  /** A copy of truth values. */
  public boolean[] booleans() {
    elements(TensorType.BOOL);
    boolean[] values = new boolean[length()];
    for (int i = 0; i < values.length; i++) {
      if (bytes[i] != 0 && bytes[i] != 1) {
        throw new IllegalArgumentException(
            "tensor %s has %d at %d; must be 0 or 1".formatted(name, bytes[i], i));
      }
      values[i] = bytes[i] == 1;
    }
    return values;
  }

  private ByteBuffer elements(TensorType wanted) {
    if (type != wanted) {
      throw new IllegalArgumentException(
          "tensor %s has type %s; must be %s".formatted(name, type, wanted));
    }
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }
}
