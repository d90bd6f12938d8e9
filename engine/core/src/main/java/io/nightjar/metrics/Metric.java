package io.nightjar.metrics;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Every metric by its name in configs and results, with its direction and the tasks it suits. */
public enum Metric {
  /** Area under the ROC curve; for many classes the plain mean of one class against the rest. */
  AUC("auc", Better.HIGHER, Task.BINARY, Task.MULTICLASS),
  /** Average precision. */
  AUC_PR("auc_pr", Better.HIGHER, Task.BINARY),
  /** Mean negative log probability of the true class, in nats. */
  LOG_LOSS("log_loss", Better.LOWER, Task.BINARY, Task.MULTICLASS),
  /** Mean squared error of the probability. */
  BRIER("brier", Better.LOWER, Task.BINARY),
  /** Expected calibration error over equal-width bins. */
  ECE("ece", Better.LOWER, Task.BINARY),
  /** Share of rows that are predicted right. */
  ACCURACY("accuracy", Better.HIGHER, Task.BINARY, Task.MULTICLASS),
  /** Share of the predicted positives that are positive. */
  PRECISION("precision", Better.HIGHER, Task.BINARY),
  /** Share of the positives that are predicted positive. */
  RECALL("recall", Better.HIGHER, Task.BINARY),
  /** Harmonic mean of precision and recall at the threshold. */
  F1("f1", Better.HIGHER, Task.BINARY),
  /** Plain mean of the classes' F1. */
  F1_MACRO("f1_macro", Better.HIGHER, Task.MULTICLASS),
  /** Mean of the classes' F1, weighted by what each class weighs in the labels. */
  F1_WEIGHTED("f1_weighted", Better.HIGHER, Task.MULTICLASS),
  /** Root mean squared error, in the label's unit. */
  RMSE("rmse", Better.LOWER, Task.REGRESSION),
  /** Mean absolute error, in the label's unit. */
  MAE("mae", Better.LOWER, Task.REGRESSION),
  /** Share of the label's variance that is explained; below 0 when worse than the mean. */
  R2("r2", Better.HIGHER, Task.REGRESSION),
  /** Mean Poisson deviance, for labels of 0 or more and predictions above 0. */
  POISSON_DEVIANCE("poisson_deviance", Better.LOWER, Task.REGRESSION),
  /** Where among all items those lie that users did take: 0 is all first, 0.5 is chance. */
  MEAN_PERCENTILE_RANK("mean_percentile_rank", Better.LOWER, Task.PREFERENCE),
  /**
   * How far up among a user's first ten items those lie that users did take; 1 is as far as can be.
   */
  NDCG_AT_10("ndcg_at_10", Better.HIGHER, Task.PREFERENCE),
  /** Share of a user's first ten items that the user did take. */
  PRECISION_AT_10("precision_at_10", Better.HIGHER, Task.PREFERENCE),
  /** Sum of the rows' weighted squared distances from their centroids. */
  INERTIA("inertia", Better.LOWER, Task.CLUSTERING),
  /** Mean squared distance of a row from its centroid. */
  DISTORTION("distortion", Better.LOWER, Task.CLUSTERING),
  /** Simplified silhouette: how much nearer rows lie to their own centroid than to the next. */
  SILHOUETTE("silhouette", Better.HIGHER, Task.CLUSTERING),
  /** Share of the variance about the training means that the components keep. */
  EXPLAINED_VARIANCE("explained_variance", Better.HIGHER, Task.PROJECTION),
  /** Mean squared distance of a row from what its components make of it. */
  RECONSTRUCTION_ERROR("reconstruction_error", Better.LOWER, Task.PROJECTION),
  /** Share of the rows whose anomaly score is above the model's threshold. */
  ANOMALY_SHARE("anomaly_share", Better.LOWER, Task.ANOMALY),
  /** Mean anomaly score. */
  MEAN_SCORE("mean_score", Better.LOWER, Task.ANOMALY);

  private enum Better {
    HIGHER,
    LOWER
  }

  private final String key;
  private final Better better;
  private final Set<Task> tasks;

  Metric(String key, Better better, Task first, Task... others) {
    this.key = key;
    this.better = better;
    this.tasks = EnumSet.of(first, others);
  }

  /** The metric of that name, as configs and results write it; a dash counts as an underscore. */
  public static Optional<Metric> named(String key) {
    String wanted = key.replace('-', '_');
    return Arrays.stream(values()).filter(m -> m.key.equals(wanted)).findFirst();
  }

  /** The names of the metrics that a task has, in the order of the results. */
  public static List<String> keysFor(Task task) {
    return Arrays.stream(values()).filter(m -> m.appliesTo(task)).map(Metric::key).toList();
  }

  /** The name in configs and results. */
  public String key() {
    return key;
  }

  /** Whether more of it is better. */
  public boolean higherIsBetter() {
    return better == Better.HIGHER;
  }

  /** Whether it hangs on how rows lie to each other, so that they must be sorted or grouped. */
  public boolean isRanked() {
    return switch (this) {
      case AUC, AUC_PR, NDCG_AT_10, PRECISION_AT_10 -> true;
      default -> false;
    };
  }

  /** Whether a model of that task has it. */
  public boolean appliesTo(Task task) {
    return tasks.contains(task);
  }

  /** How much worse {@code current} is than {@code reference}: positive is worse. */
  public double drop(double reference, double current) {
    return higherIsBetter() ? reference - current : current - reference;
  }
}
