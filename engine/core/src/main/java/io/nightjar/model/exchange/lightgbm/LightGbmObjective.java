package io.nightjar.model.exchange.lightgbm;

import io.nightjar.model.Link;
import io.nightjar.model.exchange.trees.Outcome;
import java.util.Map;
import java.util.TreeMap;

/**
 * What LightGBM's objectives make of a sum of trees.
 *
 * @param outcome its meaning
 * @param scale what the sum is multiplied with before the link: {@code sigmoid}, else 1
 */
record LightGbmObjective(Outcome outcome, double scale) {
  private static final Map<String, Link> LINKS = links();
  private static final String SIGMOID = "sigmoid:";

  /**
   * The objective of a line such as {@code binary sigmoid:1}.
   *
   * @throws IllegalArgumentException naming those that there are
   */
  static LightGbmObjective of(String line) {
    String[] parts = line.split(" +");
    Link link = LINKS.get(parts[0]);
    if (link == null) {
      throw new IllegalArgumentException(
          "the objective is \"" + line + "\"; must be one of " + LINKS.keySet());
    }
    double scale = 1;
    for (int i = 1; i < parts.length; i++) {
      if (parts[i].equals("sqrt")) {
        throw new IllegalArgumentException(
            "the objective is \"" + line + "\"; must be without sqrt (reg_sqrt=false)");
      }
      if (parts[i].startsWith(SIGMOID)) {
        scale = sigmoid(line, parts[i].substring(SIGMOID.length()));
      }
    }
    return new LightGbmObjective(Outcome.of(parts[0], link), scale);
  }

  private static double sigmoid(String line, String text) {
    try {
      double sigmoid = Double.parseDouble(text);
      if (sigmoid > 0 && sigmoid < Double.POSITIVE_INFINITY) {
        return sigmoid;
      }
    } catch (NumberFormatException e) {
      // said below, as for a number that is none of these
    }
    throw new IllegalArgumentException(
        "the objective is \"" + line + "\"; must have a sigmoid greater than 0");
  }

  private static Map<String, Link> links() {
    Map<String, Link> links = new TreeMap<>();
    links.put("binary", Link.LOGIT);
    links.put("cross_entropy", Link.LOGIT);
    links.put("multiclass", Link.SOFTMAX);
    links.put("poisson", Link.LOG);
    links.put("gamma", Link.LOG);
    links.put("tweedie", Link.LOG);
    for (String name :
        new String[] {"regression", "regression_l1", "huber", "fair", "quantile", "mape"}) {
      links.put(name, Link.IDENTITY);
    }
    return links;
  }
}
