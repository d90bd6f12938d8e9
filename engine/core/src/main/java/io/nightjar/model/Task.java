package io.nightjar.model;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What a model predicts. */
public enum Task {
  /** Whether a row is positive. */
  BINARY,
  /** Which of several classes a row is. */
  MULTICLASS,
  /** A number. */
  REGRESSION,
  /** How much a user would take to an item, learnt from what users did. */
  PREFERENCE,
  /** Which cluster a row lies nearest to; there is no label. */
  CLUSTERING,
  /** A row's coordinates in fewer dimensions; there is no label. */
  PROJECTION,
  /** How much a row stands out; there is no label. */
  ANOMALY;

  /** Whether there is a label. */
  public boolean labelled() {
    return this != CLUSTERING && this != PROJECTION && this != ANOMALY;
  }

  /** The name in files and messages: lower case. */
  @JsonValue
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The task of that name. */
  @JsonCreator
  public static Task parse(String text) {
    for (Task task : values()) {
      if (task.text().equals(text)) {
        return task;
      }
    }
    throw new IllegalArgumentException(
        "task is \""
            + text
            + "\"; must be binary, multiclass, regression, preference, clustering, projection or anomaly");
  }
}
