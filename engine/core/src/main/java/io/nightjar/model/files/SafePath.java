package io.nightjar.model.files;

import java.util.regex.Pattern;

/** The relative paths that may stand in a manifest. */
final class SafePath {
  private static final int LONGEST = 1_000;

  /** Names of letters, digits and {@code . _ - + = ,}, none of them beginning with a dot. */
  private static final Pattern ALLOWED =
      Pattern.compile("[\\w+=,-][\\w.+=,-]*(/[\\w+=,-][\\w.+=,-]*)*");

  private SafePath() {}

  static boolean allows(String path) {
    return path.length() <= LONGEST && ALLOWED.matcher(path).matches();
  }

  /** The path itself, or an exception if it could leave its directory. */
  static String require(String path) {
    if (!allows(path)) {
      throw new IllegalArgumentException(
          "path is \"" + path + "\"; must be relative names of letters, digits and . _ - + = ,");
    }
    return path;
  }
}
