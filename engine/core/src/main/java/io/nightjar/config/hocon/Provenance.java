package io.nightjar.config.hocon;

import com.typesafe.config.ConfigRenderOptions;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;

/**
 * Where a config came from, kept for the run record and for later failures that name a setting.
 *
 * @param source the config file with its overrides, as it was read
 * @param resolved the whole config with defaults and without secrets, JSON with sorted keys
 * @param sha256 SHA-256 (hex) of {@code resolved}
 */
public record Provenance(HoconSource source, String resolved, String sha256) {

  static Provenance of(HoconSource source, String resolved) {
    return new Provenance(source, resolved, sha256(resolved));
  }

  /**
   * The config as it was given, without defaults and secrets: JSON with sorted keys. Read again it
   * resolves to the same; what is resolved doesn't, since some settings don't go with others even
   * where they have their default.
   */
  public String stated() {
    return Secrets.mask("", source.config().root()).render(ConfigRenderOptions.concise());
  }

  /** The place of a key, or of the nearest enclosing block, or the file. */
  public String where(String key) {
    return where(key, source.places(), source.file());
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
