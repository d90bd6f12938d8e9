package io.nightjar.journal;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What the gates said of a version; only a candidate can become champion. */
public enum VersionStatus {
  /** Every gate passed. */
  @JsonProperty("candidate")
  CANDIDATE("candidate"),
  /** A gate failed or could not be decided; kept for the record, never promoted. */
  @JsonProperty("rejected")
  REJECTED("rejected");

  private final String text;

  VersionStatus(String text) {
    this.text = text;
  }

  /** As written in the journal and printed: {@code candidate} or {@code rejected}. */
  public String text() {
    return text;
  }
}
