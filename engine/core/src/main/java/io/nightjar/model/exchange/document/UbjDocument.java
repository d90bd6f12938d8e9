package io.nightjar.model.exchange.document;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/**
 * Reads Universal Binary JSON, draft 12 (ubjson.org): numbers big-endian, {@code $} an array's
 * type, {@code #} its count. A count is believed only as far as bytes are left for it.
 */
public final class UbjDocument {
  private final ByteBuffer bytes;
  private int depth;

  private UbjDocument(byte[] bytes) {
    this.bytes = ByteBuffer.wrap(bytes);
  }

  /**
   * Reads an object.
   *
   * @throws IllegalArgumentException saying at which byte the file is no UBJSON object
   */
  public static Document read(byte[] bytes) {
    UbjDocument reader = new UbjDocument(bytes);
    try {
      char marker = reader.marker();
      if (marker != '{') {
        throw reader.wrong("begins with " + shown(marker), "must be an object, '{'");
      }
      Map<String, Object> values = reader.map();
      if (reader.bytes.hasRemaining()) {
        throw reader.wrong("goes on after its object", "must end with it");
      }
      return new Document("", values);
    } catch (BufferUnderflowException e) {
      throw new IllegalArgumentException(
          "the file of %d bytes ends in the middle of a value; must be whole: copy it again"
              .formatted(bytes.length),
          e);
    }
  }

  private char marker() {
    return (char) (bytes.get() & 0xff);
  }

  /** The next marker that is no no-op. */
  private char nextMarker() {
    char marker = marker();
    while (marker == 'N') {
      marker = marker();
    }
    return marker;
  }

  private char peek() {
    if (!bytes.hasRemaining()) {
      throw new BufferUnderflowException();
    }
    return (char) (bytes.get(bytes.position()) & 0xff);
  }

  private Map<String, Object> map() {
    deeper();
    if (peek() == '$') {
      throw wrong("has an object of one type", "must not: write it with XGBoost");
    }
    long count = peek() == '#' ? count(1) : -1;
    Map<String, Object> values = new HashMap<>();
    for (long i = 0; i != count; i++) {
      if (count < 0 && peek() == '}') {
        bytes.get();
        break;
      }
      String key = text(marker());
      if (values.containsKey(key)) {
        throw wrong("has the key \"" + key + "\" twice in one object", "must have it once");
      }
      values.put(key, value(nextMarker()));
    }
    depth--;
    return values;
  }

  private Object array() {
    deeper();
    Object array = peek() == '$' ? typed() : plain();
    depth--;
    return array;
  }

  private Object plain() {
    long count = peek() == '#' ? count(1) : -1;
    Numbers numbers = new Numbers();
    for (long i = 0; i != count; i++) {
      char marker = nextMarker();
      if (count < 0 && marker == ']') {
        break;
      }
      numbers.add(value(marker));
    }
    return numbers.value();
  }

  private double[] typed() {
    bytes.get();
    char type = marker();
    int size = size(type);
    if (size == 0) {
      throw wrong("has an array of type " + shown(type), "must be one of i U I l L d D");
    }
    if (peek() != '#') {
      throw wrong("has an array with a type and no count", "must have '#' after '$'");
    }
    double[] numbers = new double[count(size)];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = number(type);
    }
    return numbers;
  }

  /** A count after {@code #}, of elements of at least some bytes each. */
  private int count(int size) {
    bytes.get();
    return length(marker(), size);
  }

  private int length(char marker, int size) {
    if (size(marker) == 0 || marker == 'd' || marker == 'D') {
      throw wrong("has a count of type " + shown(marker), "must be one of i U I l L");
    }
    long count = whole(marker);
    if (count < 0 || count > bytes.remaining() / size) {
      throw wrong(
          "tells of " + count + " elements",
          "must be 0.." + bytes.remaining() / size + ", what is left");
    }
    return (int) count;
  }

  private String text(char marker) {
    byte[] text = new byte[length(marker, 1)];
    bytes.get(text);
    return new String(text, StandardCharsets.UTF_8);
  }

  private Object value(char marker) {
    return switch (marker) {
      case '{' -> map();
      case '[' -> array();
      case 'S' -> text(marker());
      case 'C' -> String.valueOf(marker());
      case 'T' -> 1.0;
      case 'F' -> 0.0;
      case 'Z' -> null;
      default -> {
        if (size(marker) == 0) {
          throw wrong("has the marker " + shown(marker), "must be one of UBJSON's values");
        }
        yield number(marker);
      }
    };
  }

  private double number(char type) {
    return switch (type) {
      case 'd' -> bytes.getFloat();
      case 'D' -> bytes.getDouble();
      default -> whole(type);
    };
  }

  private long whole(char type) {
    return switch (type) {
      case 'i' -> bytes.get();
      case 'U' -> bytes.get() & 0xff;
      case 'I' -> bytes.getShort();
      case 'l' -> bytes.getInt();
      default -> bytes.getLong();
    };
  }

  /** Bytes of a number; 0 where the marker is none of a number. */
  private static int size(char type) {
    return switch (type) {
      case 'i', 'U' -> 1;
      case 'I' -> 2;
      case 'l', 'd' -> 4;
      case 'L', 'D' -> 8;
      default -> 0;
    };
  }

  private void deeper() {
    if (++depth > Document.DEEPEST) {
      throw wrong("nests deeper than " + Document.DEEPEST, "must be less deep");
    }
  }

  private static String shown(char marker) {
    return marker > ' ' && marker < 127 ? "'" + marker + "'" : "byte " + (int) marker;
  }

  private IllegalArgumentException wrong(String what, String allowed) {
    return new IllegalArgumentException(
        "the file at byte " + bytes.position() + " " + what + "; " + allowed);
  }
}
