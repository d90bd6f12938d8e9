package io.nightjar.config;

import java.util.List;
import java.util.OptionalDouble;

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

  public GatesConfig {
    gates = List.copyOf(gates);
  }
}
