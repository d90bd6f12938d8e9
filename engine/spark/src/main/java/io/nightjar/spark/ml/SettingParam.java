package io.nightjar.spark.ml;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.apache.spark.ml.param.Param;

/**
 * One setting of a job's config as a param: {@code learningRate} for {@code model.learning-rate}.
 * Its value is what the config would hold: a number, a boolean, a text, a list or a map of these.
 * Whether it is allowed is found when a stage is used, together with all others.
 */
final class SettingParam extends Param<Object> {
  private static final long serialVersionUID = 1L;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final String key;

  SettingParam(String parent, String name, String key, String doc) {
    super(parent, name, doc);
    this.key = key;
  }

  /** The key in a config, such as {@code model.learning-rate}. */
  String key() {
    return key;
  }

  /** The name of a key's param: {@code learningRate} of {@code model.learning-rate}. */
  static String nameOf(String key) {
    StringBuilder name = new StringBuilder();
    boolean upper = false;
    for (char c : key.substring(key.lastIndexOf('.') + 1).toCharArray()) {
      if (c != '-') {
        name.append(upper ? Character.toUpperCase(c) : c);
      }
      upper = c == '-';
    }
    return name.toString();
  }

  @Override
  public String jsonEncode(Object value) {
    try {
      return JSON.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(
          name()
              + " is "
              + value
              + "; must be a number, a boolean, a text, a list or a map of these",
          e);
    }
  }

  @Override
  public Object jsonDecode(String json) {
    try {
      return JSON.readValue(json, Object.class);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(name() + " is stored as " + json + "; must be JSON", e);
    }
  }
}
