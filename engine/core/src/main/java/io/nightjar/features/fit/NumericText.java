package io.nightjar.features.fit;

import java.util.regex.Pattern;

/** Tells texts that are numbers, which were most likely meant as a numeric column. */
final class NumericText {
  private static final int LONGEST = 40;
  private static final Pattern NUMBER =
      Pattern.compile("\\s*[+-]?(\\d+(\\.\\d*)?|\\.\\d+)([eE][+-]?\\d{1,3})?\\s*");

  private NumericText() {}

  static boolean looksNumeric(String text) {
    if (text.isEmpty() || text.length() > LONGEST || Character.isLetter(text.charAt(0))) {
      return false;
    }
    return NUMBER.matcher(text).matches();
  }
}
