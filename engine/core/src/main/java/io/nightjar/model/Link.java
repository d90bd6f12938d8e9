package io.nightjar.model;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What turns margins β·(x, 1) into a prediction. */
public enum Link {
  /** The margin itself: linear regression. */
  IDENTITY,
  /** 1 / (1 + e^−m): binary logistic regression. */
  LOGIT,
  /** e^mₖ / Σ e^mⱼ: multinomial logistic regression. */
  SOFTMAX;

  /** The name in files: lower case. */
  @JsonValue
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The link of that name. */
  @JsonCreator
  public static Link parse(String text) {
    for (Link link : values()) {
      if (link.text().equals(text)) {
        return link;
      }
    }
    throw new IllegalArgumentException(
        "link is \"" + text + "\"; must be identity, logit or softmax");
  }

  /** The link of a task. */
  public static Link of(Task task) {
    return switch (task) {
      case BINARY -> LOGIT;
      case MULTICLASS -> SOFTMAX;
      case REGRESSION -> IDENTITY;
    };
  }
}
