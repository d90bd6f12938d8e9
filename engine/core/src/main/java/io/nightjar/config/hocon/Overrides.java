package io.nightjar.config.hocon;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigUtil;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueFactory;
import io.nightjar.NightjarException;
import io.nightjar.Problem;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The {@code --set key=value} options. A value that begins like a list, block or quoted text is
 * HOCON; {@code null}, true, false and numbers are what they look like; all else is plain text, so
 * that paths and URIs need no quotes. What follows {@code spark.} is one name.
 */
final class Overrides {
  private static final String SPARK = "spark.";
  private static final Pattern HOCON =
      Pattern.compile(
          "(?s)[\\[{\"].*|null|true|false|-?(?:0|[1-9]\\d*)(?:\\.\\d+)?(?:[eE][+-]?\\d+)?");

  private Overrides() {}

  static Config of(List<String> options, List<Problem> problems) {
    Config config = ConfigFactory.empty();
    for (String option : options) {
      config = one(option, problems).withFallback(config);
    }
    return config;
  }

  private static Config one(String option, List<Problem> problems) {
    int equals = option.indexOf('=');
    String key = equals < 0 ? option.strip() : option.substring(0, equals).strip();
    String place = "--set " + key;
    if (equals < 1 || key.isEmpty()) {
      problems.add(
          new Problem(place, "has no value; write --set key=value, such as --set seed=7."));
      return ConfigFactory.empty();
    }
    try {
      return at(path(key), value(option.substring(equals + 1).strip(), place), place);
    } catch (ConfigException e) {
      problems.add(new Problem(place, "is no key; write names joined by dots."));
    } catch (NightjarException e) {
      e.problems().forEach(p -> problems.add(new Problem(place, p.message())));
    }
    return ConfigFactory.empty();
  }

  private static List<String> path(String key) {
    return key.startsWith(SPARK) && key.length() > SPARK.length()
        ? List.of("spark", key.substring(SPARK.length()))
        : ConfigUtil.splitPath(key);
  }

  private static ConfigValue value(String text, String place) {
    if (!HOCON.matcher(text).matches()) {
      return ConfigValueFactory.fromAnyRef(text, place);
    }
    Config parsed = HoconText.parse(place, "v = " + text);
    return parsed.root().get("v").withOrigin(parsed.root().origin().withLineNumber(-1));
  }

  private static Config at(List<String> path, ConfigValue value, String place) {
    ConfigValue nested = value;
    for (int i = path.size() - 1; i >= 0; i--) {
      nested = ConfigValueFactory.fromMap(Map.of(path.get(i), nested), place);
    }
    return ((ConfigObject) nested).toConfig();
  }
}
