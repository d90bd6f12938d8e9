package io.nightjar.model.files;

import java.io.Serializable;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * A file's length and content.
 *
 * @param bytes its length
 * @param sha256 SHA-256 of its content, 64 lower-case hex digits
 */
public record FileHash(long bytes, String sha256) implements Serializable {
  private static final Pattern HEX = Pattern.compile("[0-9a-f]{64}");

  public FileHash {
    Objects.requireNonNull(sha256, "sha256");
    if (bytes < 0 || !HEX.matcher(sha256).matches()) {
      throw new IllegalArgumentException(
          "a file has %d bytes and SHA-256 \"%s\"; must be 0 or more and 64 hex digits"
              .formatted(bytes, sha256));
    }
  }
}
