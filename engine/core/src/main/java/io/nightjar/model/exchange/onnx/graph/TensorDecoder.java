package io.nightjar.model.exchange.onnx.graph;

import static io.nightjar.model.exchange.onnx.graph.OnnxFields.*;

import java.io.IOException;
import java.lang.reflect.Array;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Reads a tensor whose values stand in the file itself. */
final class TensorDecoder {
  private static final int MOST_DIMENSIONS = 8;

  private final OnnxInput in;
  private final OnnxNumbers shape = new OnnxNumbers();
  private final OnnxNumbers numbers = new OnnxNumbers();
  private final OnnxNumbers wholes = new OnnxNumbers();
  private final List<String> texts = new ArrayList<>();
  private String name = "";
  private int type;
  private long location;
  private byte[] raw;

  TensorDecoder(OnnxInput in) {
    this.in = in;
  }

  /** A tensor and its name; null where its values are of a type that no model here has. */
  record Named(String name, OnnxTensor tensor) {}

  Named read() throws IOException {
    in.message(this::field);
    return new Named(name, tensor());
  }

  private boolean field(int field) throws IOException {
    switch (field) {
      case TENSOR_DIMS -> in.wholes(shape);
      case TENSOR_TYPE -> type = (int) in.whole();
      case TENSOR_FLOATS -> in.floats(numbers);
      case TENSOR_DOUBLES -> in.doubles(numbers);
      case TENSOR_INT32S, TENSOR_INT64S -> in.wholes(wholes);
      case TENSOR_STRINGS -> texts.add(in.text());
      case TENSOR_NAME -> name = in.text();
      case TENSOR_RAW -> raw = in.bytes();
      case TENSOR_LOCATION -> location = in.whole();
      default -> {
        return false;
      }
    }
    return true;
  }

  private OnnxTensor tensor() {
    if (location != 0) {
      throw new IllegalArgumentException(
          "the tensor \"" + name + "\" lies in another file; must stand in the model itself");
    }
    for (OnnxTensor.Type known : OnnxTensor.Type.values()) {
      Object values = known.number() == type ? values(known) : null;
      if (values != null) {
        return checked(new OnnxTensor(known, dims(), values));
      }
    }
    return null;
  }

  /** The values of a type; null of one that no model here has. */
  private Object values(OnnxTensor.Type of) {
    return switch (of) {
      case FLOAT -> raw == null ? numbers.floats() : rawFloats();
      case DOUBLE -> raw == null ? numbers.doubles() : rawDoubles();
      case UINT8 -> raw == null ? wholes.wholes() : rawBytes();
      case INT64 -> raw == null ? wholes.wholes() : rawWholes();
      case STRING -> texts;
      case BOOL -> null;
    };
  }

  private List<Long> dims() {
    if (shape.count() > MOST_DIMENSIONS) {
      throw new IllegalArgumentException(
          "the tensor \"%s\" has %d dimensions; must be at most %d"
              .formatted(name, shape.count(), MOST_DIMENSIONS));
    }
    return Arrays.stream(shape.wholes()).boxed().toList();
  }

  private OnnxTensor checked(OnnxTensor tensor) {
    double size = 1;
    for (long dim : tensor.shape()) {
      size *= dim;
    }
    int held =
        tensor.values() instanceof List<?> list ? list.size() : Array.getLength(tensor.values());
    if (size != held) {
      throw new IllegalArgumentException(
          "the tensor \"%s\" of shape %s has %d values; must have as many as its shape says"
              .formatted(name, tensor.shape(), held));
    }
    return tensor;
  }

  private ByteBuffer raw(int width) {
    if (raw.length % width != 0) {
      throw new IllegalArgumentException(
          "the tensor \"%s\" has %d bytes of raw_data; must be a multiple of %d"
              .formatted(name, raw.length, width));
    }
    in.count(raw.length / width);
    return ByteBuffer.wrap(raw).order(ByteOrder.LITTLE_ENDIAN);
  }

  private long[] rawBytes() {
    ByteBuffer bytes = raw(Byte.BYTES);
    long[] values = new long[raw.length];
    Arrays.setAll(values, i -> bytes.get(i) & 0xff);
    return values;
  }

  private float[] rawFloats() {
    float[] values = new float[raw.length / Float.BYTES];
    raw(Float.BYTES).asFloatBuffer().get(values);
    return values;
  }

  private double[] rawDoubles() {
    double[] values = new double[raw.length / Double.BYTES];
    raw(Double.BYTES).asDoubleBuffer().get(values);
    return values;
  }

  private long[] rawWholes() {
    long[] values = new long[raw.length / Long.BYTES];
    raw(Long.BYTES).asLongBuffer().get(values);
    return values;
  }
}
