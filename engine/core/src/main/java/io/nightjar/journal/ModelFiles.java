package io.nightjar.journal;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/** The identity of a model's files. */
public final class ModelFiles {

  private ModelFiles() {}

  /**
   * SHA-256 over the lines {@code <file's sha256> <file's path>\n}, sorted by path: what {@code
   * sha256sum} prints of a directory, hashed.
   *
   * @param files each file's path below the model's directory, with its SHA-256
   */
  public static String sha256(Map<String, String> files) {
    StringBuilder lines = new StringBuilder();
    new TreeMap<>(files)
        .forEach((path, sha) -> lines.append(sha).append("  ").append(path).append('\n'));
    return CanonicalJson.sha256(lines.toString().getBytes(StandardCharsets.UTF_8));
  }
}
