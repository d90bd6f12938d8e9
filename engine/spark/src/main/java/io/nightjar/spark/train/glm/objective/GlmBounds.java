package io.nightjar.spark.train.glm.objective;

import io.nightjar.FailureKind;
import io.nightjar.NearestName;
import io.nightjar.NightjarException;
import io.nightjar.Problem;
import io.nightjar.config.model.CoefficientBounds;
import io.nightjar.features.design.DesignColumn;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * What each coefficient of one margin may be, on its column's original scale; ±∞ for any.
 *
 * @param lower by design column [d]; empty where no coefficient is bounded
 * @param upper as many
 */
public record GlmBounds(double[] lower, double[] upper) implements Serializable {

  /** Any coefficients. */
  public static GlmBounds none() {
    return new GlmBounds(new double[0], new double[0]);
  }

  /**
   * The bounds of a job: a name is that of a design column, or else of the input column that design
   * columns are made of.
   *
   * @param where the config's place, for messages
   * @throws NightjarException of kind CONFIG for a name that is neither
   */
  public static GlmBounds of(
      Map<String, CoefficientBounds> wanted, List<DesignColumn> columns, String where) {
    if (wanted.isEmpty()) {
      return none();
    }
    double[] lower = new double[columns.size()];
    double[] upper = new double[columns.size()];
    Arrays.fill(lower, Double.NEGATIVE_INFINITY);
    Arrays.fill(upper, Double.POSITIVE_INFINITY);
    List<Problem> problems = new ArrayList<>();
    wanted.forEach(
        (name, bounds) -> {
          List<Integer> places = places(name, columns);
          if (places.isEmpty()) {
            problems.add(new Problem(where, unknown(name, columns)));
          }
          for (int j : places) {
            lower[j] = Math.max(lower[j], bounds.min());
            upper[j] = Math.min(upper[j], bounds.max());
            if (lower[j] > upper[j]) {
              problems.add(new Problem(where, contradiction(columns.get(j).name())));
            }
          }
        });
    if (!problems.isEmpty()) {
      throw new NightjarException(FailureKind.CONFIG, problems, null);
    }
    return new GlmBounds(lower, upper);
  }

  private static List<Integer> places(String name, List<DesignColumn> columns) {
    List<Integer> own = new ArrayList<>();
    List<Integer> made = new ArrayList<>();
    for (int j = 0; j < columns.size(); j++) {
      if (columns.get(j).name().equals(name)) {
        own.add(j);
      } else if (columns.get(j).source().equals(name)) {
        made.add(j);
      }
    }
    return own.isEmpty() ? made : own;
  }

  private static String unknown(String name, List<DesignColumn> columns) {
    Set<String> names = new TreeSet<>();
    columns.forEach(column -> names.addAll(List.of(column.name(), column.source())));
    return "column "
        + name
        + " has no coefficient; must be a feature or one of its design columns"
        + NearestName.of(name, names)
            .map(near -> ". Did you mean " + near + "?")
            .orElse("; drop it");
  }

  private static String contradiction(String name) {
    return "the bounds of " + name + " and of its input column leave no value; mend one of them";
  }

  /** Whether nothing is bounded. */
  public boolean isEmpty() {
    return lower.length == 0;
  }

  /** The least of coefficient j. */
  public double lower(int j) {
    return j < lower.length ? lower[j] : Double.NEGATIVE_INFINITY;
  }

  /** The most of coefficient j. */
  public double upper(int j) {
    return j < upper.length ? upper[j] : Double.POSITIVE_INFINITY;
  }

  /** Puts coefficients that rounding left outside back on their bounds. */
  public void clip(double[] beta) {
    for (int j = 0; j < lower.length; j++) {
      beta[j] = Math.min(upper[j], Math.max(lower[j], beta[j]));
    }
  }
}
