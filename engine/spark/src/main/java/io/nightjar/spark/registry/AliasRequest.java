package io.nightjar.spark.registry;

import java.util.Map;

/**
 * A wish to move an alias.
 *
 * @param model the model's name
 * @param alias champion or challenger
 * @param runId the run that wishes it
 * @param reason in a sentence, for the audit
 * @param evidence what the decision rests on, key by key
 */
public record AliasRequest(
    String model, String alias, String runId, String reason, Map<String, String> evidence) {
  /** The alias that scoring uses. */
  public static final String CHAMPION = "champion";

  /** A wish for the champion, without evidence. */
  public static AliasRequest champion(String model, String runId, String reason) {
    return new AliasRequest(model, CHAMPION, runId, reason, Map.of());
  }
}
