package io.nightjar.spark.score;

import io.nightjar.model.Model;
import java.io.Serializable;
import java.util.List;

/**
 * What kernels do for each row of a pass.
 *
 * @param model whose scores count
 * @param explainTop how many reasons each row gets, 0 or more
 * @param margins whether margins are given too
 * @param challengers models that score the same rows for comparison; explained never
 */
public record ScoringPlan(Model model, int explainTop, boolean margins, List<Model> challengers)
    implements Serializable {

  /** Copies the list. */
  public ScoringPlan {
    challengers = List.copyOf(challengers);
  }

  /** A plan of scores alone. */
  public static ScoringPlan of(Model model) {
    return new ScoringPlan(model, 0, false, List.of());
  }
}
