package io.nightjar.config.model;

import io.nightjar.config.hocon.Kind;
import io.nightjar.config.hocon.Property;
import io.nightjar.config.hocon.Settings;
import java.io.Serializable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a coefficient, on the original scale of its column, may be.
 *
 * @param min the least; −∞ for any
 * @param max the largest; ∞ for any
 */
public record CoefficientBounds(double min, double max) implements Serializable {
  static final String KEY = "model.bounds";

  private static final String WHOSE =
      ", by the name of an input column, or of one of its design columns such as \"sex=Male\""
          + " (logistic of two classes, linear, poisson)";
  static final Property<Double> MIN =
      Property.optional(
          KEY + ".*.min", anyNumber(), "any", "the least that the coefficient may be" + WHOSE);
  static final Property<Double> MAX =
      Property.optional(
          KEY + ".*.max", anyNumber(), "any", "the most that the coefficient may be" + WHOSE);

  private static Kind<Double> anyNumber() {
    return Kind.number(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);
  }

  static Map<String, CoefficientBounds> read(Settings settings) {
    Map<String, CoefficientBounds> bounds = new LinkedHashMap<>();
    for (String name : settings.names(KEY)) {
      double min = settings.find(MIN, name).orElse(Double.NEGATIVE_INFINITY);
      double max = settings.find(MAX, name).orElse(Double.POSITIVE_INFINITY);
      String key = KEY + "." + name;
      if (min > max) {
        settings.reject(key + ".min", " is " + min + ", above max, " + max + "; swap them.");
      } else if (Double.isInfinite(min) && Double.isInfinite(max) && isSound(settings, name)) {
        settings.reject(key, " bounds nothing; give it min or max, or drop it.");
      }
      bounds.put(name, new CoefficientBounds(min, max));
    }
    return bounds;
  }

  private static boolean isSound(Settings settings, String name) {
    return List.of(MIN, MAX).stream().allMatch(property -> settings.isSound(property, name));
  }

  /** As a phrase: {@code 0.0 or more}. */
  public String text() {
    if (Double.isInfinite(max)) {
      return min + " or more";
    }
    return Double.isInfinite(min) ? max + " at most" : min + ".." + max;
  }
}
