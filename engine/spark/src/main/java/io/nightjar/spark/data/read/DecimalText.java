package io.nightjar.spark.data.read;

import java.util.Optional;

/**
 * Numbers as texts: {@code [+-]?(0|[1-9]\d*)} is a whole one, {@code
 * [+-]?(\d+\.\d*|\.\d+|\d+(?=[eE]))([eE][+-]?\d+)?} another. Each field of a CSV file is looked at,
 * so that this goes by characters, not by the patterns.
 */
final class DecimalText {
  /** Fewer digits than a double has room for. */
  private static final int SURELY_FINITE = 300;

  private static final Optional<TokenShape> NONE = Optional.empty();
  private static final Optional<TokenShape> INTEGER = Optional.of(TokenShape.INTEGER);
  private static final Optional<TokenShape> TEXT = Optional.of(TokenShape.TEXT);
  private static final Optional<TokenShape> DECIMAL = Optional.of(TokenShape.DECIMAL);
  private static final Optional<TokenShape> NOT_FINITE = Optional.of(TokenShape.NOT_FINITE);

  private DecimalText() {}

  /**
   * The shape of a number's text: text where a whole one is beyond a long, not finite where another
   * is beyond a double; empty for what is no number.
   */
  static Optional<TokenShape> shape(String token) {
    int length = token.length();
    int start = afterSign(token, 0);
    int at = afterDigits(token, start);
    int digits = at - start;
    if (at == length) {
      boolean whole = digits == 1 || (digits > 1 && token.charAt(start) != '0');
      return whole ? integer(token) : NONE;
    }
    boolean point = token.charAt(at) == '.';
    if (point) {
      int end = afterDigits(token, at + 1);
      digits += end - at - 1;
      at = end;
    }
    if (digits == 0) {
      return NONE;
    }
    if (at == length) {
      return length < SURELY_FINITE ? DECIMAL : parsed(token);
    }
    return isExponent(token, at) ? parsed(token) : NONE;
  }

  private static boolean isExponent(String token, int at) {
    if (token.charAt(at) != 'e' && token.charAt(at) != 'E') {
      return false;
    }
    int start = afterSign(token, at + 1);
    return start < token.length() && afterDigits(token, start) == token.length();
  }

  private static int afterSign(String token, int at) {
    boolean sign = at < token.length() && (token.charAt(at) == '+' || token.charAt(at) == '-');
    return sign ? at + 1 : at;
  }

  private static int afterDigits(String token, int from) {
    int at = from;
    while (at < token.length() && token.charAt(at) >= '0' && token.charAt(at) <= '9') {
      at++;
    }
    return at;
  }

  private static Optional<TokenShape> integer(String token) {
    if (token.length() < 19) {
      return INTEGER;
    }
    try {
      Long.parseLong(token);
      return INTEGER;
    } catch (NumberFormatException e) {
      return TEXT;
    }
  }

  private static Optional<TokenShape> parsed(String token) {
    return Double.isFinite(Double.parseDouble(token)) ? DECIMAL : NOT_FINITE;
  }
}
