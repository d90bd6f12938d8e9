package io.nightjar.spark.run;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;

/** How run records become JSON: snake_case names, nothing for what doesn't apply. */
public final class RecordJson {
  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .defaultPropertyInclusion(
              JsonInclude.Value.construct(
                  JsonInclude.Include.NON_NULL, JsonInclude.Include.NON_NULL))
          .enable(SerializationFeature.INDENT_OUTPUT)
          .build();

  private RecordJson() {}

  /** The tree of a record, map or list. */
  public static JsonNode tree(Object value) {
    return MAPPER.valueToTree(value);
  }

  /** Indented text. */
  public static String pretty(Object value) {
    try {
      return MAPPER.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a run record could not be written as JSON", e);
    }
  }

  /** One line of text. */
  public static String line(JsonNode value) {
    return value.toString();
  }

  /**
   * What a tree was made of.
   *
   * @throws IllegalArgumentException if the tree isn't one of such a record
   */
  public static <T> T read(JsonNode tree, Class<T> type) {
    try {
      T value = MAPPER.treeToValue(tree, type);
      if (value == null) {
        throw new IllegalArgumentException("no " + type.getSimpleName());
      }
      return value;
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(
          "not of a " + type.getSimpleName() + ": " + e.getOriginalMessage(), e);
    }
  }

  /** Reads text back into a tree. */
  public static JsonNode parse(String text) {
    try {
      return MAPPER.readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("not JSON: " + e.getOriginalMessage(), e);
    }
  }
}
