package io.nightjar.model.exchange.trees;

import io.nightjar.model.Link;
import io.nightjar.model.Task;

/**
 * What the sums of trees mean.
 *
 * @param objective the library's name of what was trained for
 * @param task what is predicted
 * @param link from sums to predictions
 */
public record Outcome(String objective, Task task, Link link) {

  /** The outcome of an objective by its link; identity and log are regressions. */
  public static Outcome of(String objective, Link link) {
    Task task =
        switch (link) {
          case LOGIT -> Task.BINARY;
          case SOFTMAX -> Task.MULTICLASS;
          case IDENTITY, LOG -> Task.REGRESSION;
        };
    return new Outcome(objective, task, link);
  }
}
