package io.nightjar.model.exchange.onnx.graph;

import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.WireFormat;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/** A message of protobuf that grows field by field. */
final class OnnxMessage {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final CodedOutputStream out = CodedOutputStream.newInstance(bytes);

  /** What writes to the stream; memory doesn't fail. */
  private interface Writing {
    void write(CodedOutputStream out) throws IOException;
  }

  private OnnxMessage put(Writing writing) {
    try {
      writing.write(out);
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  OnnxMessage whole(int field, long value) {
    return put(o -> o.writeInt64(field, value));
  }

  OnnxMessage number(int field, float value) {
    return put(o -> o.writeFloat(field, value));
  }

  OnnxMessage text(int field, String value) {
    return put(o -> o.writeString(field, value));
  }

  OnnxMessage message(int field, OnnxMessage value) {
    return put(o -> o.writeByteArray(field, value.toBytes()));
  }

  OnnxMessage wholes(int field, long[] values) {
    int size = 0;
    for (long value : values) {
      size += CodedOutputStream.computeInt64SizeNoTag(value);
    }
    packed(field, size);
    for (long value : values) {
      put(o -> o.writeInt64NoTag(value));
    }
    return this;
  }

  OnnxMessage floats(int field, float[] values) {
    packed(field, Math.multiplyExact(Float.BYTES, values.length));
    for (float value : values) {
      put(o -> o.writeFloatNoTag(value));
    }
    return this;
  }

  OnnxMessage doubles(int field, double[] values) {
    packed(field, Math.multiplyExact(Double.BYTES, values.length));
    for (double value : values) {
      put(o -> o.writeDoubleNoTag(value));
    }
    return this;
  }

  private void packed(int field, int size) {
    put(o -> o.writeTag(field, WireFormat.WIRETYPE_LENGTH_DELIMITED));
    put(o -> o.writeUInt32NoTag(size));
  }

  byte[] toBytes() {
    put(CodedOutputStream::flush);
    return bytes.toByteArray();
  }
}
