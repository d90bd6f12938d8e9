package io.nightjar.spark.score.manifest;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.Optional;

/** Manifests as JSON: snake_case names, nothing for what doesn't apply. */
public final class ManifestJson {
  /** Of manifests and of what else is written beside them. */
  public static final JsonMapper MAPPER =
      JsonMapper.builder()
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .enable(SerializationFeature.INDENT_OUTPUT)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .defaultPropertyInclusion(
              JsonInclude.Value.construct(
                  JsonInclude.Include.NON_NULL, JsonInclude.Include.NON_NULL))
          .build();

  private ManifestJson() {}

  /** One line of text. */
  public static String line(Manifest manifest) {
    return MAPPER.valueToTree(manifest).toString();
  }

  /** The manifest that a text is; empty for any other text. */
  public static Optional<Manifest> read(String text) {
    try {
      Manifest manifest = MAPPER.readValue(text, Manifest.class);
      boolean whole = manifest != null && manifest.runId() != null && manifest.runDate() != null;
      return whole ? Optional.of(manifest) : Optional.empty();
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
  }
}
