package io.nightjar.spark.recipe;

import io.nightjar.NightjarException;
import java.util.Map;
import java.util.Optional;

/**
 * What a night decided.
 *
 * @param name keep, alarm, retrain-promoted, retrain-waits, retrain-rejected or retrain-failed
 * @param evidence what it rests on, key by key
 * @param failure what the night ends with; empty when it ends well
 */
record Decision(String name, Map<String, String> evidence, Optional<NightjarException> failure) {

  static Decision keep(String why) {
    return new Decision("keep", Map.of("why", why), Optional.empty());
  }

  /** An alarm that the config only wants to hear of. */
  static Decision alarmOnly(String why) {
    return new Decision(
        "alarm", Map.of("why", why + "; monitor.on-drift = none"), Optional.empty());
  }
}
