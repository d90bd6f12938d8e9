package io.nightjar.model.exchange.xgboost;

import io.nightjar.model.Link;
import io.nightjar.model.exchange.trees.Outcome;
import java.util.Map;
import java.util.TreeMap;

/** What XGBoost's objectives make of a margin, and of {@code base_score}. */
final class XgBoostObjective {
  private static final Map<String, Link> LINKS = links();

  private final Outcome outcome;

  private XgBoostObjective(Outcome outcome) {
    this.outcome = outcome;
  }

  /**
   * The objective of that name.
   *
   * @throws IllegalArgumentException naming those that there are
   */
  static XgBoostObjective of(String name) {
    Link link = LINKS.get(name);
    if (link == null) {
      throw new IllegalArgumentException(
          "learner.objective.name is \"" + name + "\"; must be one of " + LINKS.keySet());
    }
    return new XgBoostObjective(Outcome.of(name, link));
  }

  Outcome outcome() {
    return outcome;
  }

  /** The margin of a base score: {@code ProbToMargin} in XGBoost's source. */
  double margin(double baseScore) {
    double margin =
        switch (outcome.link()) {
          case LOGIT -> -Math.log(1 / baseScore - 1);
          case LOG -> Math.log(baseScore);
          case IDENTITY, SOFTMAX, LOG2 -> baseScore;
        };
    if (!Double.isFinite(margin)) {
      throw new IllegalArgumentException(
          "learner.learner_model_param.base_score is %s with %s; must be %s"
              .formatted(
                  baseScore,
                  outcome.objective(),
                  outcome.link() == Link.LOGIT ? "between 0 and 1" : "greater than 0"));
    }
    return margin;
  }

  private static Map<String, Link> links() {
    Map<String, Link> links = new TreeMap<>();
    links.put("binary:logistic", Link.LOGIT);
    links.put("reg:logistic", Link.LOGIT);
    links.put("multi:softprob", Link.SOFTMAX);
    links.put("multi:softmax", Link.SOFTMAX);
    links.put("count:poisson", Link.LOG);
    links.put("reg:gamma", Link.LOG);
    links.put("reg:tweedie", Link.LOG);
    for (String name :
        new String[] {
          "squarederror",
          "linear",
          "squaredlogerror",
          "absoluteerror",
          "pseudohubererror",
          "quantileerror"
        }) {
      links.put("reg:" + name, Link.IDENTITY);
    }
    return links;
  }
}
