package io.nightjar.spark.data.read.csv;

/** What one text of a CSV file looks like. */
enum TokenShape {
  /** Digits that fit a long, without leading zeros: {@code 007} is a code, not a number. */
  INTEGER,
  /** A finite number with a point or exponent. */
  DECIMAL,
  /** NaN or an infinity, in words. */
  NOT_FINITE,
  /** {@code true} or {@code false}. */
  BOOLEAN,
  DATE,
  TIMESTAMP,
  TEXT;

  boolean isNumber() {
    return this == INTEGER || this == DECIMAL || this == NOT_FINITE;
  }
}
