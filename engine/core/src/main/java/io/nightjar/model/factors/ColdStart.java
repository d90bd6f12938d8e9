package io.nightjar.model.factors;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What becomes of a row whose user or item training never met. */
public enum ColdStart {
  /** Its score is NaN. */
  @JsonProperty("nan")
  NAN,
  /** It can't be scored. */
  @JsonProperty("drop")
  DROP
}
