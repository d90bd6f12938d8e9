package io.nightjar.features;

import java.util.regex.Pattern;

/** Numbers written as text: decimal digits with an optional point and exponent, blanks round it. */
public final class NumericText {
  private static final int LONGEST = 60;
  private static final Pattern NUMBER =
      Pattern.compile("[+-]?(\\d+(\\.\\d*)?|\\.\\d+)([eE][+-]?\\d{1,3})?");

  private NumericText() {}

  /** Whether a text is a number. */
  public static boolean isNumber(String text) {
    return !text.isEmpty()
        && text.length() <= LONGEST
        && !Character.isLetter(text.charAt(0))
        && NUMBER.matcher(text.strip()).matches();
  }

  /**
   * The raw number of a raw value: numbers and null as they are, null for a blank text, the number
   * of a text that is one, and any other value as it is.
   */
  public static Object toNumber(Object raw) {
    if (!(raw instanceof String text)) {
      return raw;
    }
    if (text.isBlank()) {
      return null;
    }
    return isNumber(text) ? (Object) Double.valueOf(text.strip()) : text;
  }
}
