package io.nightjar.metrics;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * All that needs no order among the rows of a many-class evaluation; any split and merge gives the
 * same bits. The class with the greatest score is predicted, the first of equals. Not thread-safe.
 */
public final class MulticlassSums implements Serializable {
  private static final long serialVersionUID = 1L;

  private final int classes;
  private final ExactSum weight = new ExactSum();
  private final ExactSum logLoss = new ExactSum();
  private final ExactSum[] cells;
  private long rows;
  private boolean improbable;

  /** Empty sums over that many classes, at least 2. */
  public MulticlassSums(int classes) {
    this.classes = classes;
    this.cells =
        IntStream.range(0, classes * classes)
            .mapToObj(i -> new ExactSum())
            .toArray(ExactSum[]::new);
  }

  /** Adds a row: a finite score a class, the index of the true class and a weight of at least 0. */
  public void add(double[] scores, int label, double rowWeight) {
    rows++;
    int predicted = 0;
    for (int c = 0; c < classes; c++) {
      predicted = scores[c] > scores[predicted] ? c : predicted;
      improbable |= scores[c] < 0 || scores[c] > 1;
    }
    weight.add(rowWeight);
    logLoss.add(rowWeight * BinarySums.negativeLog(scores[label]));
    cells[label * classes + predicted].add(rowWeight);
  }

  /** Adds all rows of the other, which has as many classes. */
  public void add(MulticlassSums other) {
    rows += other.rows;
    improbable |= other.improbable;
    weight.add(other.weight);
    logLoss.add(other.logLoss);
    for (int i = 0; i < cells.length; i++) {
      cells[i].add(other.cells[i]);
    }
  }

  /**
   * The finished evaluation.
   *
   * @param labels the names of the classes
   * @param oneVsRest the AUC of each class against the rest, by the class's index
   */
  public Evaluation evaluation(List<String> labels, List<MetricValue> oneVsRest) {
    Confusion confusion = confusion(labels);
    Map<String, MetricValue> metrics = new LinkedHashMap<>();
    metrics.put(Metric.AUC.key(), macroAuc(labels, oneVsRest));
    metrics.put(Metric.LOG_LOSS.key(), logLoss());
    metrics.put(Metric.ACCURACY.key(), accuracy(confusion));
    metrics.put(Metric.F1_MACRO.key(), meanF1(confusion, false));
    metrics.put(Metric.F1_WEIGHTED.key(), meanF1(confusion, true));
    return new Evaluation(
        Task.MULTICLASS,
        rows,
        weight.doubleValue(),
        0,
        metrics,
        confusion,
        List.of(),
        List.of(),
        List.of());
  }

  private Confusion confusion(List<String> labels) {
    List<List<Double>> matrix = new ArrayList<>();
    for (int actual = 0; actual < classes; actual++) {
      int from = actual * classes;
      matrix.add(IntStream.range(0, classes).mapToObj(c -> cells[from + c].doubleValue()).toList());
    }
    return new Confusion(labels, matrix);
  }

  private MetricValue logLoss() {
    return improbable
        ? MetricValue.insufficient("some scores lie outside 0..1; only probabilities have it")
        : MetricValue.ratio(logLoss.doubleValue(), weight.doubleValue(), noWeight());
  }

  private MetricValue accuracy(Confusion confusion) {
    double right = IntStream.range(0, classes).mapToDouble(c -> confusion.at(c, c)).sum();
    return MetricValue.ratio(right, weight.doubleValue(), noWeight());
  }

  /** Classes that neither a label nor a prediction names are left out. */
  private MetricValue meanF1(Confusion confusion, boolean bySupport) {
    double sum = 0;
    double total = 0;
    for (int c = 0; c < classes; c++) {
      double either = confusion.actual(c) + confusion.predicted(c);
      double share = bySupport ? confusion.actual(c) : 1;
      if (either > 0) {
        sum += share * 2 * confusion.at(c, c) / either;
        total += share;
      }
    }
    return MetricValue.ratio(sum, total, noWeight());
  }

  private static MetricValue macroAuc(List<String> labels, List<MetricValue> oneVsRest) {
    double sum = 0;
    for (int c = 0; c < oneVsRest.size(); c++) {
      if (!oneVsRest.get(c).isPresent()) {
        return MetricValue.insufficient(
            "class " + labels.get(c) + " against the rest: " + oneVsRest.get(c).reason());
      }
      sum += oneVsRest.get(c).value();
    }
    return MetricValue.of(sum / oneVsRest.size());
  }

  private static String noWeight() {
    return "no row has a weight above 0";
  }
}
