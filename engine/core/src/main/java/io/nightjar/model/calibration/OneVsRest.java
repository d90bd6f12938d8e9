package io.nightjar.model.calibration;

import java.util.List;

/**
 * Each class's probability by a map of its own, of that class against the rest, then divided by
 * their sum (B. Zadrozny, C. Elkan, Transforming classifier scores into accurate multiclass
 * probability estimates, 2002); all alike where every map gives 0. The likeliest class may become
 * another one.
 *
 * @param classes the maps by class, 3 or more, all of one kind
 */
public record OneVsRest(List<ScoreMap> classes) implements Calibration {
  static final String METHOD = "one-vs-rest";

  public OneVsRest {
    classes = List.copyOf(classes);
    long kinds = classes.stream().map(ScoreMap::text).distinct().count();
    if (classes.size() < 3 || kinds > 1) {
      throw new IllegalArgumentException(
          "one-vs-rest has %d maps of %d kinds; must be 3 or more, a map a class, of one kind"
              .formatted(classes.size(), kinds));
    }
  }

  @Override
  public void apply(double[] probabilities) {
    double sum = 0;
    for (int k = 0; k < probabilities.length; k++) {
      probabilities[k] = classes.get(k).apply(probabilities[k]);
      sum += probabilities[k];
    }
    for (int k = 0; k < probabilities.length; k++) {
      probabilities[k] = sum > 0 ? probabilities[k] / sum : 1.0 / probabilities.length;
    }
  }

  @Override
  public boolean isFor(int count) {
    return classes.size() == count;
  }

  /** The name of the classes' maps, by which configs know it. */
  @Override
  public String text() {
    return classes.get(0).text();
  }

  @Override
  public String summary() {
    return "each of %d classes against the rest: %s; divided by their sum"
        .formatted(
            classes.size(), String.join("; ", classes.stream().map(ScoreMap::summary).toList()));
  }
}
