package io.nightjar.spark.recipe.candidate;

import io.nightjar.FailureKind;
import io.nightjar.NightjarException;
import io.nightjar.Problem;
import io.nightjar.config.GatesConfig.Gate;
import io.nightjar.config.JobConfig;
import io.nightjar.config.decision.CalibrationConfig.Method;
import io.nightjar.metrics.Metric;
import io.nightjar.metrics.Task;
import io.nightjar.model.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** What a config asks for that the label, once it is looked at, does not have. */
final class TargetRules {
  private final JobConfig config;
  private final Target target;
  private final Task task;
  private final List<Problem> problems = new ArrayList<>();

  private TargetRules(JobConfig config, Target target) {
    this.config = config;
    this.target = target;
    this.task = Task.valueOf(target.task().name());
  }

  /**
   * Refuses metrics of another kind of label before anything is fitted.
   *
   * @throws NightjarException of kind CONFIG with each of them
   */
  static void require(JobConfig config, Target target) {
    TargetRules rules = new TargetRules(config, target);
    for (Gate gate : config.gates().gates()) {
      rules.check(gate.key(), gate.metric());
    }
    config
        .monitor()
        .decay()
        .ifPresent(decay -> rules.check("monitor.decay.metric", decay.metric()));
    config.tune().ifPresent(tune -> rules.check("tune.metric", tune.metric()));
    rules.checkDecision();
    if (!rules.problems.isEmpty()) {
      throw new NightjarException(FailureKind.CONFIG, rules.problems, null);
    }
  }

  private void checkDecision() {
    if (config.calibration().isOn()) {
      checkCalibration();
    }
    if (config.threshold().isPresent()) {
      requireBinary("threshold", "threshold");
    }
  }

  private void checkCalibration() {
    String key = "calibration.method";
    if (target.classes().isEmpty()) {
      problems.add(
          new Problem(
              config.where(key),
              "%s is for classes, but the label %s makes this a %s task; drop calibration, or name the positive class in data.positive"
                  .formatted(key, target.column(), target.task().text())));
    } else if (task == Task.BINARY && config.calibration().method() == Method.TEMPERATURE) {
      problems.add(
          new Problem(
              config.where(key),
              "%s is temperature, which is for three classes or more, but the label %s has two; take platt, isotonic or none"
                  .formatted(key, target.column())));
    }
  }

  private void requireBinary(String key, String block) {
    if (task != Task.BINARY) {
      problems.add(
          new Problem(
              config.where(key),
              "%s is for two classes, but the label %s makes this a %s task; drop %s, or name the positive class in data.positive"
                  .formatted(key, target.column(), target.task().text(), block)));
    }
  }

  private void check(String key, String metric) {
    boolean known = Metric.named(metric).filter(m -> m.appliesTo(task)).isPresent();
    if (!known) {
      String allowed =
          Metric.keysFor(task).stream()
              .map(name -> name.replace('_', '-'))
              .collect(Collectors.joining(", "));
      problems.add(
          new Problem(
              config.where(key),
              "%s asks for %s, but the label %s makes this a %s task; it has %s"
                  .formatted(
                      key,
                      metric.replace('_', '-'),
                      target.column(),
                      target.task().text(),
                      allowed)));
    }
  }
}
