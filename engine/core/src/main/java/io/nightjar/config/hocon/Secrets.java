package io.nightjar.config.hocon;

import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueFactory;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/** Keeps passwords, tokens and keys out of run records and messages. */
public final class Secrets {
  /** What stands in place of a secret. */
  public static final String MASK = "***";

  private static final String WORD =
      "passw(?:or)?d|passphrase|secret|token|credential"
          + "|(?:access|api|private|account|encryption|signing|shared|sas)[-_.]?key";
  private static final Pattern SECRET_KEY = Pattern.compile("(?i)" + WORD);
  private static final Pattern USER_INFO = Pattern.compile("(?i)([a-z][a-z0-9+.-]*://)[^/\\s]*@");
  private static final Pattern ASSIGNMENT =
      Pattern.compile("(?i)((?:" + WORD + ")[\\w.-]*\\s*=\\s*)[^\\s&;,]+");

  private Secrets() {}

  /** Whether the value of a setting with this key is a secret, by the key's words. */
  public static boolean isSecret(String key) {
    return SECRET_KEY.matcher(key).find();
  }

  /**
   * A text without the secrets inside it: {@code user:password@} in URLs, and {@code password=…} in
   * queries and options.
   */
  public static String mask(String text) {
    String noUser = USER_INFO.matcher(text).replaceAll("$1" + MASK + "@");
    return ASSIGNMENT.matcher(noUser).replaceAll("$1" + MASK);
  }

  /** A tree without secrets; {@code key} is the path of {@code value}. */
  static ConfigValue mask(String key, ConfigValue value) {
    if (value instanceof ConfigObject object) {
      Map<String, ConfigValue> masked = new LinkedHashMap<>();
      object.forEach((name, child) -> masked.put(name, mask(key + "." + name, child)));
      return ConfigValueFactory.fromMap(masked);
    }
    if (value instanceof ConfigList list) {
      return ConfigValueFactory.fromIterable(list.stream().map(v -> mask(key, v)).toList());
    }
    if (value.unwrapped() == null) {
      return value;
    }
    if (isSecret(key)) {
      return ConfigValueFactory.fromAnyRef(MASK);
    }
    return value.unwrapped() instanceof String text
        ? ConfigValueFactory.fromAnyRef(mask(text))
        : value;
  }
}
