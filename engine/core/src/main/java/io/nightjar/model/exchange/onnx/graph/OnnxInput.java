package io.nightjar.model.exchange.onnx.graph;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.WireFormat;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/**
 * Bytes of protobuf, field by field. Nothing is made that the bytes don't hold, and of lists no
 * more than {@link #MOST_ELEMENTS} elements in all, however short each is in the file.
 */
final class OnnxInput {
  /** Most elements of all lists: twelve lists of 2^23 nodes fit. */
  private static final int MOST_ELEMENTS = 100_000_000;

  /** Texts that are kept once: modes of nodes are repeated a million times. */
  private static final int MOST_SHARED = 256;

  private final CodedInputStream in;
  private final Map<String, String> shared = new HashMap<>();
  private final int most;
  private int elements;

  OnnxInput(byte[] bytes) {
    this(bytes, MOST_ELEMENTS);
  }

  /** An input of lists of no more than some elements in all. */
  OnnxInput(byte[] bytes, int most) {
    this.in = CodedInputStream.newInstance(bytes);
    this.most = most;
  }

  /** What reads a message's fields: each is read whole, or left to be skipped. */
  interface Fields {
    /** Whether the field was read. */
    boolean read(int field) throws IOException;
  }

  /**
   * Reads the whole file.
   *
   * @throws IllegalArgumentException saying that it is no protobuf
   */
  void file(Fields fields) {
    try {
      fields(fields);
    } catch (IOException e) {
      throw new IllegalArgumentException(
          "the file at byte %d is no ONNX: %s; must be whole: copy it again"
              .formatted(in.getTotalBytesRead(), said(e)),
          e);
    }
  }

  private static String said(IOException e) {
    boolean own = e instanceof InvalidProtocolBufferException && e.getMessage() != null;
    return own ? e.getMessage().replaceAll("\\.\\s.*|\\.$", "").strip() : "it can't be read";
  }

  private void fields(Fields fields) throws IOException {
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      if (!fields.read(WireFormat.getTagFieldNumber(tag)) && !in.skipField(tag)) {
        return;
      }
    }
  }

  /** Reads a message in a message. */
  void message(Fields fields) throws IOException {
    int limit = in.pushLimit(in.readRawVarint32());
    fields(fields);
    in.checkLastTagWas(0);
    in.popLimit(limit);
  }

  /** Counts elements: of lists of numbers, and every text. */
  void count(int more) {
    if (more > most - elements) {
      throw new IllegalArgumentException(
          "the file's lists have more than %d elements in all; must be no more: take fewer or smaller trees"
              .formatted(most));
    }
    elements += more;
  }

  String text() throws IOException {
    count(1);
    String text = in.readStringRequireUtf8();
    if (shared.size() < MOST_SHARED) {
      shared.putIfAbsent(text, text);
    }
    return shared.getOrDefault(text, text);
  }

  long whole() throws IOException {
    return in.readInt64();
  }

  float number() throws IOException {
    return in.readFloat();
  }

  /** Adds whole numbers, packed or one alone. */
  void wholes(OnnxNumbers to) throws IOException {
    packed(() -> to.add(in.readInt64()));
  }

  /** Adds float32 numbers, packed or one alone. */
  void floats(OnnxNumbers to) throws IOException {
    packed(() -> to.add(in.readFloat()));
  }

  /** Adds float64 numbers, packed or one alone. */
  void doubles(OnnxNumbers to) throws IOException {
    packed(() -> to.add(in.readDouble()));
  }

  /** Reads one element. */
  private interface Element {
    void read() throws IOException;
  }

  private void packed(Element element) throws IOException {
    if (WireFormat.getTagWireType(in.getLastTag()) != WireFormat.WIRETYPE_LENGTH_DELIMITED) {
      count(1);
      element.read();
      return;
    }
    int limit = in.pushLimit(in.readRawVarint32());
    while (in.getBytesUntilLimit() > 0) {
      count(1);
      element.read();
    }
    in.popLimit(limit);
  }

  /** Bytes, as many as there are. */
  byte[] bytes() throws IOException {
    return in.readByteArray();
  }
}
