package io.nightjar.config;

import io.nightjar.config.hocon.Kind;
import io.nightjar.config.hocon.Property;
import io.nightjar.config.hocon.Settings;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Limits of drift (against the profile frozen with the model) and of decay (once labels are there).
 *
 * @param ksMax greatest Kolmogorov–Smirnov distance of a numeric column or of the scores, 0..1
 * @param psiMax greatest population stability index of a column or of the scores
 * @param missingMaxIncrease greatest rise of a column's share of missing values, 0..1
 * @param minRows nights with fewer rows give no verdict
 * @param decay the limit of decay; empty: decay isn't watched
 * @param onDrift what a nightly run does at an alarm
 * @param failOn alarms that end the run with exit code 5
 */
public record MonitorConfig(
    double ksMax,
    double psiMax,
    double missingMaxIncrease,
    long minRows,
    Optional<Decay> decay,
    OnDrift onDrift,
    Set<Alarm> failOn) {

  /**
   * The limit of decay.
   *
   * @param metric its name in results, such as {@code auc}
   * @param maxDrop how much worse than on the test rows at training
   * @param labels table with the id and the label of the scored rows; {@code {run-date}} stands for
   *     the scored night. Empty: the label stands in the scored table itself
   * @param lagNights labels of this many nights ago are the newest that are there
   */
  public record Decay(String metric, double maxDrop, Optional<String> labels, int lagNights) {}

  /** What a nightly run does at an alarm. */
  public enum OnDrift {
    /** It says so. */
    NONE,
    /** It trains a new version, which must pass the gates. */
    RETRAIN
  }

  /** What can alarm. */
  public enum Alarm {
    DRIFT,
    DECAY
  }

  static final Property<Double> KS_MAX =
      Property.of(
          "monitor.ks.max",
          Kind.number(0, 1),
          0.1,
          "the greatest Kolmogorov–Smirnov distance of a numeric column or of the scores");
  static final Property<Double> PSI_MAX =
      Property.of(
          "monitor.psi.max",
          Kind.number(0, Double.POSITIVE_INFINITY),
          0.25,
          "the greatest population stability index of a column or of the scores");
  static final Property<Double> MISSING_MAX_INCREASE =
      Property.of(
          "monitor.missing.max-increase",
          Kind.number(0, 1),
          0.05,
          "the greatest rise of a column's share of missing values");
  static final Property<Long> MIN_ROWS =
      Property.of(
          "monitor.min-rows",
          Kind.whole(1),
          100L,
          "the fewest rows of a night that give a verdict");
  static final Property<String> DECAY_METRIC =
      Property.required(
          "monitor.decay.metric", Kind.text(), "the metric that is watched, such as auc");
  static final Property<Double> DECAY_MAX_DROP =
      Property.required(
          "monitor.decay.max-drop",
          Kind.number(0, Double.POSITIVE_INFINITY),
          "how much worse the metric may get than on the test rows at training");
  static final Property<String> DECAY_LABELS =
      Property.optional(
          "monitor.decay.labels",
          Kind.text(),
          "the scored table itself",
          "the table with the id and the label of scored rows, {run-date} for the scored night");
  static final Property<Integer> DECAY_LAG_NIGHTS =
      Property.of(
          "monitor.decay.lag-nights",
          Kind.integer(0, 3660),
          0,
          "how many nights ago the newest night with labels is");
  static final Property<OnDrift> ON_DRIFT =
      Property.of(
          "monitor.on-drift",
          Kind.oneOf(OnDrift.class),
          OnDrift.NONE,
          "what nightly does at an alarm");
  static final Property<List<Alarm>> FAIL_ON =
      Property.of(
          "monitor.fail-on",
          Kind.listOf(Alarm.class),
          List.of(),
          "the alarms that end the run with exit code 5");

  static List<Property<?>> properties() {
    return List.of(
        KS_MAX,
        PSI_MAX,
        MISSING_MAX_INCREASE,
        MIN_ROWS,
        DECAY_METRIC,
        DECAY_MAX_DROP,
        DECAY_LABELS,
        DECAY_LAG_NIGHTS,
        ON_DRIFT,
        FAIL_ON);
  }

  static MonitorConfig read(Settings settings) {
    return new MonitorConfig(
        settings.read(KS_MAX),
        settings.read(PSI_MAX),
        settings.read(MISSING_MAX_INCREASE),
        settings.read(MIN_ROWS),
        settings.has("monitor.decay") ? Optional.of(readDecay(settings)) : Optional.empty(),
        settings.read(ON_DRIFT),
        Set.copyOf(settings.read(FAIL_ON)));
  }

  private static Decay readDecay(Settings settings) {
    return new Decay(
        settings.read(DECAY_METRIC).replace('-', '_'),
        settings.read(DECAY_MAX_DROP),
        settings.find(DECAY_LABELS),
        settings.read(DECAY_LAG_NIGHTS));
  }

  public MonitorConfig {
    failOn = Set.copyOf(failOn);
  }
}
