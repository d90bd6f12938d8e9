package io.nightjar.model.exchange.trees;

import io.nightjar.model.Link;
import io.nightjar.model.Task;
import java.util.List;

/**
 * What the sums of trees, or of terms, mean.
 *
 * @param objective the library's name of what was trained for
 * @param task what is predicted
 * @param link from sums to predictions
 * @param classes the label's values in the order of their numbers; empty where the file doesn't say
 */
public record Outcome(String objective, Task task, Link link, List<String> classes) {
  public Outcome {
    classes = List.copyOf(classes);
  }

  /** The outcome of an objective by its link; identity and log are regressions. */
  public static Outcome of(String objective, Link link) {
    Task task =
        switch (link) {
          case LOGIT -> Task.BINARY;
          case SOFTMAX -> Task.MULTICLASS;
          case IDENTITY, LOG -> Task.REGRESSION;
          case LOG2 -> Task.ANOMALY;
        };
    return new Outcome(objective, task, link, List.of());
  }
}
