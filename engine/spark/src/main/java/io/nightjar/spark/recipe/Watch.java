package io.nightjar.spark.recipe;

import io.nightjar.FailureKind;
import io.nightjar.NightjarException;
import io.nightjar.Problem;
import io.nightjar.config.MonitorConfig;
import io.nightjar.spark.monitor.DriftFinding;
import io.nightjar.spark.run.RunContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * What a night's monitoring found.
 *
 * @param findings every statistic that was taken
 * @param rows rows compared
 */
record Watch(List<DriftFinding> findings, long rows) {
  /** The statistic of a decay finding. */
  static final String DECAY = "decay";

  List<DriftFinding> alarms() {
    return findings.stream().filter(DriftFinding::alarm).toList();
  }

  boolean alarmed() {
    return !alarms().isEmpty();
  }

  /** One line of what alarmed: {@code monthly_price ks 0.41 > 0.12}. */
  String reason() {
    List<String> reasons = new ArrayList<>();
    alarms()
        .forEach(
            a ->
                reasons.add(
                    String.format(
                        Locale.ROOT,
                        "%s %s %.4g > %.4g",
                        a.column(),
                        a.statistic(),
                        a.value(),
                        a.limit())));
    return String.join(", ", reasons);
  }

  /** Ends the run with the alarm's exit code, where the config asks for it. */
  void failWhereAsked(RunContext run) {
    Set<MonitorConfig.Alarm> failOn = run.config().monitor().failOn();
    List<Problem> problems =
        alarms().stream()
            .filter(
                a ->
                    failOn.contains(
                        a.statistic().equals(DECAY)
                            ? MonitorConfig.Alarm.DECAY
                            : MonitorConfig.Alarm.DRIFT))
            .map(
                a ->
                    new Problem(
                        a.column(),
                        String.format(
                            Locale.ROOT,
                            "%s is %.4g; must be at most %.4g (%s). Look at the report; roll back or"
                                + " retrain.",
                            a.statistic(),
                            a.value(),
                            a.limit(),
                            a.note())))
            .toList();
    if (!problems.isEmpty()) {
      throw new NightjarException(FailureKind.ALARM, problems, null);
    }
  }
}
