package io.nightjar.features.design;

/** Why a raw value can't be encoded. */
enum Unscorable {
  /** It can. */
  NONE(""),
  /** A value of another type. */
  WRONG_TYPE("must be %s"),
  /** A text that should be a number. */
  NOT_A_NUMBER("must be a number"),
  /** An infinite number. */
  INFINITE("must be finite"),
  /** A number beyond float32, where there is a choice. */
  TOO_LARGE("must be within ±3.4028235e38, or set precision = double"),
  /** A number beyond float32, where there is none. */
  BEYOND_FLOAT("must be within ±3.4028235e38");

  private final String allowed;

  Unscorable(String allowed) {
    this.allowed = allowed;
  }

  /** What is allowed. */
  String allowed(String type) {
    return allowed.formatted(type);
  }
}
