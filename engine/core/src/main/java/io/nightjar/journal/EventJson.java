package io.nightjar.journal;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Events to and from JSON: snake_case fields and a {@code type} that a switch maps. */
final class EventJson {
  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .defaultPropertyInclusion(
              JsonInclude.Value.construct(
                  JsonInclude.Include.NON_NULL, JsonInclude.Include.NON_NULL))
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
          .build();

  private EventJson() {}

  static ObjectNode write(Event event) {
    if (event instanceof Event.Unknown unknown) {
      return (ObjectNode) parse(unknown.json());
    }
    ObjectNode tree = MAPPER.valueToTree(event);
    tree.put("type", typeOf(event));
    return tree;
  }

  /** Never fails: what can't be read becomes an {@link Event.Unknown} that says why. */
  static Event read(ObjectNode tree) {
    String type = tree.path("type").asText();
    Class<? extends Event> target = targetOf(type);
    if (target == null) {
      return unknown(tree, "its type is not known");
    }
    ObjectNode fields = tree.deepCopy();
    fields.remove("type");
    try {
      return MAPPER.treeToValue(fields, target);
    } catch (JsonProcessingException e) {
      return unknown(tree, firstLine(e.getOriginalMessage()));
    }
  }

  static String modelOf(String json) {
    return parse(json).path("model").asText("");
  }

  private static Event unknown(ObjectNode tree, String reason) {
    return new Event.Unknown(tree.path("type").asText(), CanonicalJson.text(tree), reason);
  }

  private static String typeOf(Event event) {
    if (event instanceof Event.VersionRegistered) {
      return "version_registered";
    }
    if (event instanceof Event.AliasMoved) {
      return "alias_moved";
    }
    if (event instanceof Event.ScoresPublished) {
      return "scores_published";
    }
    if (event instanceof Event.MonitorReported) {
      return "monitor_reported";
    }
    if (event instanceof Event.NightDecided) {
      return "night_decided";
    }
    throw new IllegalArgumentException("no type for " + event.getClass());
  }

  private static Class<? extends Event> targetOf(String type) {
    return switch (type) {
      case "version_registered" -> Event.VersionRegistered.class;
      case "alias_moved" -> Event.AliasMoved.class;
      case "scores_published" -> Event.ScoresPublished.class;
      case "monitor_reported" -> Event.MonitorReported.class;
      case "night_decided" -> Event.NightDecided.class;
      default -> null;
    };
  }

  private static JsonNode parse(String json) {
    try {
      return CanonicalJson.read(json);
    } catch (IOException e) {
      throw new UncheckedIOException("an event's own text is not JSON", e);
    }
  }

  private static String firstLine(String message) {
    return message == null ? "no reason given" : message.lines().findFirst().orElse("");
  }
}
