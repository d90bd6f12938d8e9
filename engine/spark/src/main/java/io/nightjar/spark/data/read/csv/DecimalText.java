package io.nightjar.spark.data.read.csv;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * Numbers as texts in ASCII: {@code [+-]?(0|[1-9]\d*)} is a whole one, {@code
 * [+-]?(\d+\.\d*|\.\d+|\d+(?=[eE]))([eE][+-]?\d+)?} another. Each field of a CSV file is looked at,
 * so that this goes by bytes, not by the patterns.
 */
final class DecimalText {
  /** Fewer digits than a double has room for. */
  private static final int SURELY_FINITE = 300;

  /** Any so many digits fit a long. */
  private static final int SURELY_LONG = 18;

  /** Whole numbers up to 2⁵³ are doubles. */
  private static final long MOST_EXACT = 1L << 53;

  /** Powers of ten that are doubles. */
  private static final double[] TENS = {
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16,
    1e17, 1e18, 1e19, 1e20, 1e21, 1e22
  };

  private DecimalText() {}

  /**
   * The shape of a number's text: text where a whole one is beyond a long, not finite where another
   * is beyond a double; null for what is no number.
   */
  static TokenShape shape(byte[] text, int from, int to) {
    int start = afterSign(text, from, to);
    int at = afterDigits(text, start, to);
    int digits = at - start;
    if (at == to) {
      boolean whole = digits == 1 || (digits > 1 && text[start] != '0');
      return whole ? integer(text, from, to) : null;
    }
    boolean point = text[at] == '.';
    if (point) {
      int end = afterDigits(text, at + 1, to);
      digits += end - at - 1;
      at = end;
    }
    if (digits == 0) {
      return null;
    }
    if (at == to) {
      return to - from < SURELY_FINITE ? TokenShape.DECIMAL : parsed(text, from, to);
    }
    return isExponent(text, at, to) ? parsed(text, from, to) : null;
  }

  private static boolean isExponent(byte[] text, int at, int to) {
    if (text[at] != 'e' && text[at] != 'E') {
      return false;
    }
    int start = afterSign(text, at + 1, to);
    return start < to && afterDigits(text, start, to) == to;
  }

  private static int afterSign(byte[] text, int at, int to) {
    boolean sign = at < to && (text[at] == '+' || text[at] == '-');
    return sign ? at + 1 : at;
  }

  private static int afterDigits(byte[] text, int from, int to) {
    int at = from;
    while (at < to && text[at] >= '0' && text[at] <= '9') {
      at++;
    }
    return at;
  }

  private static TokenShape integer(byte[] text, int from, int to) {
    if (to - from <= SURELY_LONG) {
      return TokenShape.INTEGER;
    }
    try {
      Long.parseLong(string(text, from, to));
      return TokenShape.INTEGER;
    } catch (NumberFormatException e) {
      return TokenShape.TEXT;
    }
  }

  private static TokenShape parsed(byte[] text, int from, int to) {
    double value = Double.parseDouble(string(text, from, to));
    return Double.isFinite(value) ? TokenShape.DECIMAL : TokenShape.NOT_FINITE;
  }

  private static String string(byte[] text, int from, int to) {
    return new String(text, from, to - from, StandardCharsets.ISO_8859_1);
  }

  /** The long that a text of shape {@link TokenShape#INTEGER} stands for. */
  static long toLong(byte[] text, int from, int to) {
    if (to - from > SURELY_LONG) {
      return Long.parseLong(string(text, from, to));
    }
    long value = 0;
    for (int i = afterSign(text, from, to); i < to; i++) {
      int digit = text[i] - '0';
      if (digit < 0 || digit > 9) {
        throw new NumberFormatException(string(text, from, to));
      }
      value = 10 * value + digit;
    }
    return text[from] == '-' ? -value : value;
  }

  /**
   * The double nearest to the text of a number, in digits or in words. A whole number up to 2⁵³
   * times or by a power of ten up to 10²² is one rounding of two doubles (Clinger, How to read
   * floating point numbers accurately, 1990); others are left to Java.
   *
   * @throws NumberFormatException for what {@link TokenShapes} has for no number
   */
  static double toDouble(byte[] text, int from, int to) {
    long digits = 0;
    int point = to;
    int start = afterSign(text, from, to);
    if (to - start > SURELY_LONG) {
      return other(text, from, to);
    }
    for (int at = start; at < to; at++) {
      int digit = text[at] - '0';
      if (digit >= 0 && digit <= 9) {
        digits = 10 * digits + digit;
      } else if (text[at] == '.' && point == to) {
        point = at;
      } else {
        return other(text, from, to);
      }
    }
    boolean whole = point == to;
    int length = to - start - (whole ? 0 : 1);
    if (digits > MOST_EXACT || length == 0 || (whole && length > 1 && text[start] == '0')) {
      return other(text, from, to);
    }
    double value = whole ? digits : digits / TENS[to - point - 1];
    return text[from] == '-' ? -value : value;
  }

  private static double other(byte[] text, int from, int to) {
    String token = string(text, from, to);
    if (shape(text, from, to) != null) {
      return Double.parseDouble(token);
    }
    String lower = token.toLowerCase(Locale.ROOT);
    if (lower.equals("nan")) {
      return Double.NaN;
    }
    if (!lower.contains("inf")) {
      throw new NumberFormatException(token);
    }
    return lower.startsWith("-") ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
  }
}
