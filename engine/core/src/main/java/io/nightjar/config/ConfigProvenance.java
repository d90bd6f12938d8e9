package io.nightjar.config;

import java.util.Map;

/**
 * Where a config came from, kept for the run record and for later failures that name a setting.
 *
 * @param file the config file as it was named on the command line
 * @param resolved the whole config with defaults and without secrets, JSON with sorted keys
 * @param sha256 SHA-256 (hex) of {@code resolved}
 * @param places {@code file:line} (or the {@code --set} option) by key
 */
public record ConfigProvenance(
    String file, String resolved, String sha256, Map<String, String> places) {

  public ConfigProvenance {
    places = Map.copyOf(places);
  }

  /** The place of a key, or of the nearest enclosing block, or the file. */
  public String where(String key) {
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
}
