package io.nightjar.config.hocon;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigOrigin;
import com.typesafe.config.ConfigValue;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The place of each setting as {@code file:line}. */
final class Places {
  private static final Pattern LINE = Pattern.compile("(.*?): (\\d+)(?:-\\d+)?");

  private Places() {}

  /**
   * Places by key, of the tree before substitutions are resolved: a value that comes from elsewhere
   * is to be mended where it is used.
   */
  static Map<String, String> of(Config unresolved, Config resolved, String file) {
    Map<String, String> places = new HashMap<>();
    collect("", resolved.root(), file, places);
    collect("", unresolved.root(), file, places);
    return places;
  }

  /** {@code file:line} of an origin, or {@code otherwise} where there is none. */
  static String of(ConfigOrigin origin, String otherwise) {
    if (origin == null) {
      return otherwise;
    }
    String description = origin.description();
    String merged = "merge of ";
    if (!description.startsWith(merged)) {
      return place(description);
    }
    List<String> parts = List.of(description.substring(merged.length()).split(","));
    return place(
        parts.stream()
            .filter(part -> LINE.matcher(part).matches())
            .findFirst()
            .orElse(parts.get(0)));
  }

  private static String place(String description) {
    Matcher line = LINE.matcher(description);
    return line.matches() ? line.group(1) + ":" + line.group(2) : description;
  }

  private static void collect(
      String path, ConfigObject block, String file, Map<String, String> places) {
    try {
      for (Map.Entry<String, ConfigValue> entry : block.entrySet()) {
        String key = path.isEmpty() ? entry.getKey() : path + "." + entry.getKey();
        places.put(key, of(entry.getValue().origin(), file));
        if (entry.getValue() instanceof ConfigObject child) {
          collect(key, child, file, places);
        }
      }
    } catch (ConfigException.NotResolved e) {
      // The block itself is a substitution: the places of the resolved tree, taken first, stand.
      places.putIfAbsent(path, of(block.origin(), file));
    }
  }
}
