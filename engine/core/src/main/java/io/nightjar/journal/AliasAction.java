package io.nightjar.journal;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Why an alias moved. */
public enum AliasAction {
  /** To a version that proved itself. */
  @JsonProperty("promote")
  PROMOTE("promote"),
  /** Back to the version that held the alias before. */
  @JsonProperty("rollback")
  ROLLBACK("rollback");

  private final String text;

  AliasAction(String text) {
    this.text = text;
  }

  /** As written in the journal and printed: {@code promote} or {@code rollback}. */
  public String text() {
    return text;
  }
}
