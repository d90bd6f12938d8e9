package io.nightjar.model.exchange.document;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/** Reads JSON; NaN and Infinity are numbers, a key that comes twice is refused. */
public final class JsonDocument {
  private static final int LONGEST_TEXT = 1 << 24;
  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(Document.DEEPEST)
                  .maxStringLength(LONGEST_TEXT)
                  .maxNumberLength(100)
                  .build())
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
          .build();

  private final JsonParser parser;

  private JsonDocument(JsonParser parser) {
    this.parser = parser;
  }

  /**
   * Reads an object.
   *
   * @throws IllegalArgumentException saying where the bytes are no JSON object, or beyond a bound
   */
  public static Document read(byte[] bytes) {
    try (JsonParser parser = FACTORY.createParser(bytes)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw new IllegalArgumentException("the file holds no JSON object; must hold one");
      }
      Map<String, Object> values = new JsonDocument(parser).map();
      if (parser.nextToken() != null) {
        throw new IllegalArgumentException(
            "the file goes on after its JSON object; must end with it");
      }
      return new Document("", values);
    } catch (JsonProcessingException e) {
      String where = e.getLocation() == null ? "" : " at byte " + e.getLocation().getByteOffset();
      String why = e.getOriginalMessage().lines().findFirst().orElse("");
      throw new IllegalArgumentException("the file is no whole JSON" + where + ": " + why, e);
    } catch (IOException e) {
      throw new IllegalArgumentException("the file can't be read: " + e.getMessage(), e);
    }
  }

  private Map<String, Object> map() throws IOException {
    Map<String, Object> values = new HashMap<>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String key = parser.currentName();
      parser.nextToken();
      values.put(key, value());
    }
    return values;
  }

  private Object array() throws IOException {
    Numbers numbers = new Numbers();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      numbers.add(value());
    }
    return numbers.value();
  }

  private Object value() throws IOException {
    return switch (parser.currentToken()) {
      case START_OBJECT -> map();
      case START_ARRAY -> array();
      case VALUE_STRING -> parser.getText();
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> parser.getDoubleValue();
      case VALUE_TRUE -> 1.0;
      case VALUE_FALSE -> 0.0;
      default -> null;
    };
  }
}
