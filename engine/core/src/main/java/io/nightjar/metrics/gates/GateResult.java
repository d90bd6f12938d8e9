package io.nightjar.metrics.gates;

import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * The verdict on one limit.
 *
 * @param name metric and limit, such as {@code auc.min} or {@code auc.max-drop-vs-champion}
 * @param value what was measured; null where nothing could be
 * @param limit the limit of the config
 * @param verdict what follows
 * @param why the verdict in words
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record GateResult(String name, Double value, double limit, GateVerdict verdict, String why) {

  /** Whether this limit lets the model through. */
  public boolean passed() {
    return verdict == GateVerdict.PASS;
  }
}
