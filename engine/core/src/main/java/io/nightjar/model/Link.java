package io.nightjar.model;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** What turns margins, β·(x, 1) or the outputs of trees, into a prediction. */
public enum Link {
  /** The margin itself: a number, or a class's probability where a forest votes. */
  IDENTITY,
  /** 1 / (1 + e^−m): the probability of the positive class. */
  LOGIT,
  /** e^mₖ / Σ e^mⱼ: the probability of each of several classes. */
  SOFTMAX,
  /** e^m: a number that is never negative. */
  LOG,
  /** 2^m: a score of 0..1 of how much a row stands out. */
  LOG2;

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
        "link is \"" + text + "\"; must be identity, logit, softmax, log or log2");
  }

  /** Whether it gives what a task predicts. */
  boolean fits(Task task) {
    if (task == Task.ANOMALY) {
      return this == LOG2;
    }
    return this == IDENTITY || this == of(task) || (this == LOG && task == Task.REGRESSION);
  }

  /** The links that fit a task, as a message lists them. */
  static String allowed(Task task) {
    return Arrays.stream(values())
        .filter(link -> link.fits(task))
        .map(Link::text)
        .collect(Collectors.joining(" or "));
  }

  /** The link of a task's linear model. */
  public static Link of(Task task) {
    return switch (task) {
      case BINARY -> LOGIT;
      case MULTICLASS -> SOFTMAX;
      case REGRESSION, PREFERENCE, CLUSTERING, PROJECTION -> IDENTITY;
      case ANOMALY -> LOG2;
    };
  }
}
