package io.nightjar.config;

import io.nightjar.NearestName;
import io.nightjar.config.hocon.Kind;
import io.nightjar.config.hocon.Property;
import io.nightjar.config.hocon.Settings;
import io.nightjar.metrics.Metric;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/**
 * The limits a trained model must keep to be accepted. They fail closed.
 *
 * @param gates one a metric, in the order of the file
 * @param minRows fewer held-out rows than this make a verdict insufficient
 */
public record GatesConfig(List<Gate> gates, long minRows) {

  /**
   * Limits of one metric.
   *
   * @param metric its name in results, such as {@code auc_pr}
   * @param min least value
   * @param max greatest value
   * @param maxDropVsChampion how much worse than the champion, on the same rows
   * @param on the rows it is measured on
   */
  public record Gate(
      String metric,
      OptionalDouble min,
      OptionalDouble max,
      OptionalDouble maxDropVsChampion,
      Part on) {

    private void check(Settings settings, String key) {
      boolean limited =
          Stream.of(MIN, MAX, MAX_DROP)
              .anyMatch(limit -> settings.has(limit.key().replace("gates.*", key)));
      if (!limited && settings.isBlock(key)) {
        settings.reject(key, " sets no limit; give it min, max or max-drop-vs-champion.");
      }
      if (min.isPresent() && max.isPresent() && min.getAsDouble() > max.getAsDouble()) {
        settings.reject(
            key + ".min",
            " is " + min.getAsDouble() + ", above max, " + max.getAsDouble() + "; swap them.");
      }
    }

    /** The gate's key in the config, such as {@code gates.auc-pr}. */
    public String key() {
      return "gates." + metric.replace('_', '-');
    }
  }

  /** Held-out rows. */
  public enum Part {
    VALIDATION,
    TEST
  }

  static final Property<Double> MIN =
      Property.optional("gates.*.min", anyNumber(), "", "the least value of the metric");
  static final Property<Double> MAX =
      Property.optional("gates.*.max", anyNumber(), "", "the greatest value of the metric");
  static final Property<Double> MAX_DROP =
      Property.optional(
          "gates.*.max-drop-vs-champion",
          Kind.number(0, Double.POSITIVE_INFINITY),
          "",
          "how much worse than the champion on the same rows the metric may be");
  static final Property<Part> ON =
      Property.optional(
          "gates.*.on",
          Kind.oneOf(Part.class),
          "test where there are test rows, else validation",
          "the rows that the metric is measured on");
  static final Property<Long> MIN_ROWS =
      Property.of(
          "gates.min-rows",
          Kind.whole(1),
          100L,
          "the fewest held-out rows that give a verdict; with fewer, the model is refused");

  static List<Property<?>> properties() {
    return List.of(MIN, MAX, MAX_DROP, ON, MIN_ROWS);
  }

  /** {@code heldOut} is what a gate is measured on unless it says so itself. */
  static GatesConfig read(Settings settings, Part heldOut) {
    List<Gate> gates = new ArrayList<>();
    for (String name : settings.names("gates")) {
      Optional<Metric> metric = Metric.named(name);
      if (metric.isPresent()) {
        gates.add(readGate(settings, name, metric.get(), heldOut));
      } else if (!name.equals("min-rows") && !name.equals("fairness")) {
        rejectMetric(settings, "gates." + name, name);
      }
    }
    return new GatesConfig(gates, settings.read(MIN_ROWS));
  }

  /** Says that a metric isn't known, and which one was likely meant. */
  static void rejectMetric(Settings settings, String key, String name) {
    List<String> known = Stream.of(Metric.values()).map(GatesConfig::word).toList();
    String hint =
        NearestName.of(name, known)
            .map(near -> "did you mean " + near + "?")
            .orElse("the metrics are " + String.join(", ", known) + ".");
    settings.reject(key, " names no metric; " + hint);
  }

  private static Gate readGate(Settings settings, String name, Metric metric, Part heldOut) {
    Part on = settings.find(ON, name).orElse(heldOut);
    settings.effective(ON, on, name);
    Gate gate =
        new Gate(
            metric.key(),
            number(settings.find(ranged(MIN, metric), name)),
            number(settings.find(ranged(MAX, metric), name)),
            number(settings.find(MAX_DROP, name)),
            on);
    gate.check(settings, "gates." + name);
    return gate;
  }

  /** The property with the metric's own range. */
  private static Property<Double> ranged(Property<Double> any, Metric metric) {
    double infinity = Double.POSITIVE_INFINITY;
    Kind<Double> range =
        switch (metric) {
          case LOG_LOSS, RMSE, MAE, POISSON_DEVIANCE, INERTIA, DISTORTION, RECONSTRUCTION_ERROR ->
              Kind.number(0, infinity);
          case R2, EXPLAINED_VARIANCE -> Kind.number(-infinity, 1);
          case SILHOUETTE -> Kind.number(-1, 1);
          default -> Kind.number(0, 1);
        };
    return Property.optional(any.key(), range, any.shown(), any.doc());
  }

  private static String word(Metric metric) {
    return metric.key().replace('_', '-');
  }

  private static Kind<Double> anyNumber() {
    return Kind.number(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);
  }

  private static OptionalDouble number(Optional<Double> given) {
    return given.map(OptionalDouble::of).orElseGet(OptionalDouble::empty);
  }

  public GatesConfig {
    gates = List.copyOf(gates);
  }
}
