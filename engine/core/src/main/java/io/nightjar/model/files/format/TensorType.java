package io.nightjar.model.files.format;

/** What a tensor's elements are; the names are those of the format. */
public enum TensorType {
  /** float64. */
  F64(Double.BYTES),
  /** 64-bit words. */
  I64(Long.BYTES),
  /** float32. */
  F32(Float.BYTES),
  /** 32-bit whole numbers. */
  I32(Integer.BYTES),
  /** Plain bytes. */
  U8(1),
  /** Bytes 0 and 1. */
  BOOL(1);

  private final int bytes;

  TensorType(int bytes) {
    this.bytes = bytes;
  }

  /** Bytes of an element. */
  int bytes() {
    return bytes;
  }

  /** The type of that name. */
  static TensorType parse(String tensor, String name) {
    for (TensorType type : values()) {
      if (type.name().equals(name)) {
        return type;
      }
    }
    throw new IllegalArgumentException(
        "tensor %s has type %s; must be F64, I64, F32, I32, U8 or BOOL".formatted(tensor, name));
  }
}
