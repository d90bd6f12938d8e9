package io.nightjar.config.hocon;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;

/**
 * Where a config came from, kept for the run record and for later failures that name a setting.
 *
 * @param file the config file as it was named on the command line
 * @param resolved the whole config with defaults and without secrets, JSON with sorted keys
 * @param sha256 SHA-256 (hex) of {@code resolved}
 * @param places {@code file:line} (or the {@code --set} option) by key
 */
public record Provenance(String file, String resolved, String sha256, Map<String, String> places) {

  public Provenance {
    places = Map.copyOf(places);
  }

  static Provenance of(String file, String resolved, Map<String, String> places) {
    return new Provenance(file, resolved, sha256(resolved), places);
  }

  /** The place of a key, or of the nearest enclosing block, or the file. */
  public String where(String key) {
    return where(key, places, file);
  }

  static String where(String key, Map<String, String> places, String file) {
    String path = key;
    while (!path.isEmpty()) {
      String place = places.get(path);
      if (place != null) {
        return place;
      }
      path = path.substring(0, Math.max(0, path.lastIndexOf('.')));
    }
    return file;
  }

  private static String sha256(String text) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java runtime has SHA-256", e);
    }
  }
}
