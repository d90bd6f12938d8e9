package io.nightjar.model.files.format;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.nightjar.FailureKind;
import io.nightjar.NightjarException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * JSON of model directories: the same value always gives the same bytes (numbers in their shortest
 * form whatever the Java version, two blanks, line feeds), and what is read is bounded in size and
 * depth, whole, without unknown or doubled keys.
 */
public final class ModelJson {
  private static final int DEEPEST = 32;
  private static final int LONGEST_STRING = 1 << 20;
  private static final long LONGEST_DOCUMENT = 256L << 20;

  private static final JsonMapper MAPPER = mapper();
  private static final ObjectWriter WRITER = writer();

  private ModelJson() {}

  /** The one form of a value, with a line feed at the end. */
  public static byte[] bytes(Object value) {
    try {
      return (WRITER.writeValueAsString(value) + "\n").getBytes(StandardCharsets.UTF_8);
    } catch (JsonProcessingException impossible) {
      throw new IllegalArgumentException(
          "a " + value.getClass().getSimpleName() + " can't be written as JSON", impossible);
    }
  }

  /** A value without blanks, in a text. */
  public static String text(Object value) {
    return new String(compact(value), StandardCharsets.UTF_8);
  }

  /** A value without blanks. */
  public static byte[] compact(Object value) {
    try {
      return MAPPER.writeValueAsBytes(value);
    } catch (JsonProcessingException impossible) {
      throw new IllegalArgumentException(
          "a " + value.getClass().getSimpleName() + " can't be written as JSON", impossible);
    }
  }

  /**
   * Reads a value back.
   *
   * @param where the file, for the message
   * @throws NightjarException STORAGE if the bytes aren't such a value
   */
  public static <T> T read(byte[] bytes, Class<T> type, String where) {
    try {
      T value = MAPPER.readValue(bytes, type);
      if (value == null) {
        throw unreadable(where, "holds null", null);
      }
      return value;
    } catch (IOException | IllegalArgumentException e) {
      throw unreadable(where, "isn't readable: " + reason(e), e);
    }
  }

  /** The failure of a file that can't be read: what is wrong with it, and what to do. */
  public static NightjarException unreadable(String where, String what, Exception cause) {
    return NightjarException.of(
        FailureKind.STORAGE,
        where,
        what + "; restore the model's directory from a backup, or register the model again",
        cause);
  }

  private static String reason(Exception failure) {
    Throwable cause = failure;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    return cause instanceof JsonProcessingException json
        ? json.getOriginalMessage()
        : String.valueOf(cause.getMessage());
  }

  private static JsonMapper mapper() {
    StreamReadConstraints bounds =
        StreamReadConstraints.builder()
            .maxNestingDepth(DEEPEST)
            .maxStringLength(LONGEST_STRING)
            .maxDocumentLength(LONGEST_DOCUMENT)
            .build();
    JsonFactory factory =
        JsonFactory.builder()
            .streamReadConstraints(bounds)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER)
            .build();
    return JsonMapper.builder(factory)
        .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
        .defaultPropertyInclusion(
            JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, JsonInclude.Include.ALWAYS))
        .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
        .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
        .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
        .build();
  }

  private static ObjectWriter writer() {
    DefaultIndenter indenter = new DefaultIndenter("  ", "\n");
    DefaultPrettyPrinter printer =
        new DefaultPrettyPrinter().withArrayIndenter(indenter).withObjectIndenter(indenter);
    return MAPPER.writer(printer);
  }
}
