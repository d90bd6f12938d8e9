package io.nightjar.features.design;

/** Why a raw value can't be encoded. */
enum Unscorable {
  /** It can. */
  NONE(""),
  /** A value of another type. */
  WRONG_TYPE("must be %s"),
  /** No value where one must be. */
  NO_VALUE("must have a value"),
  /** A key that training never met, where those are not scored. */
  UNMET("must be one that training met, or set model.cold-start = nan"),
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
