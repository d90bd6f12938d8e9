package io.nightjar.spark.evaluate.suspect;

import io.nightjar.features.CategoryText;
import io.nightjar.metrics.ClassWeights;
import io.nightjar.metrics.RankingSums;
import io.nightjar.model.Target;
import io.nightjar.model.Task;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;
import org.apache.commons.math3.stat.correlation.SpearmansCorrelation;

/**
 * Columns that alone tell the label: as a rule something that is known only after the label is.
 * Each is judged by itself on a sample: by what the rows of the other half of the sample with the
 * same value have for a label (or, of a number with many values, in the same of 256 intervals of
 * equal count), so that a value of its own for each row tells nothing; and, where its values have
 * an order, by how well that order is the label's.
 *
 * <ul>
 *   <li>Two classes: the AUC, in either direction.
 *   <li>Several classes: the mean AUC of each class against the others, weighted by its rows (Hand
 *       and Till's one-against-rest with weights of Provost and Domingos 2000).
 *   <li>A number: the share of its variance, R², that is explained, or of its ranks', Spearman's
 *       ρ².
 * </ul>
 */
final class LeakingColumns {
  /** The AUC, R² or ρ² from which on a column is too good to be true. */
  static final double SUSPICIOUS = 0.999;

  private static final int INTERVALS = 256;

  private final ColumnSample sample;
  private final Target target;
  private final double[] labels;

  private LeakingColumns(ColumnSample sample, Target target, double[] labels) {
    this.sample = sample;
    this.target = target;
    this.labels = labels;
  }

  /**
   * How well a column alone tells the label.
   *
   * @param column its name
   * @param measure what says so: AUC, R2 or squared rank correlation
   * @param value at most 1
   */
  record Leak(String column, String measure, double value) {}

  /**
   * The suspicious columns, in order.
   *
   * @param sample whose last column is the label
   * @param target of classes or a number
   */
  static List<Leak> of(ColumnSample sample, Target target) {
    int last = sample.columns().size() - 1;
    double[] labels =
        target.task() == Task.REGRESSION
            ? sample.numbers(last)
            : sample.rows().stream().mapToDouble(row -> target.code(row[last])).toArray();
    LeakingColumns columns = new LeakingColumns(sample, target, labels);
    return IntStream.range(0, last)
        .mapToObj(columns::judged)
        .filter(leak -> leak.value >= SUSPICIOUS)
        .toList();
  }

  private Leak judged(int column) {
    String[] keys = keys(column);
    String name = sample.columns().get(column);
    if (target.task() == Task.MULTICLASS) {
      return new Leak(name, "AUC", meanAuc(keys));
    }
    Leak byKey =
        target.task() == Task.BINARY
            ? new Leak(name, "AUC", auc(meansOfOtherHalf(keys, label -> label), 1))
            : new Leak(name, "R2", explained(meansOfOtherHalf(keys, label -> label)));
    return byOrder(column, name).filter(leak -> leak.value > byKey.value).orElse(byKey);
  }

  /** By the order of many numbers; of few values each has its own mean, which tells as much. */
  private Optional<Leak> byOrder(int column, String name) {
    if (!sample.isOrdered(column) || values(column) <= INTERVALS) {
      return Optional.empty();
    }
    double[] numbers = sample.numbers(column);
    return Optional.of(
        target.task() == Task.BINARY
            ? new Leak(name, "AUC", auc(numbers, 1))
            : new Leak(name, "squared rank correlation", rankCorrelation(numbers)));
  }

  private double rankCorrelation(double[] numbers) {
    double rho = new SpearmansCorrelation().correlation(numbers, labels);
    return Double.isNaN(rho) ? 0 : rho * rho;
  }

  private int values(int column) {
    Set<Object> values = new HashSet<>();
    for (Object[] row : sample.rows()) {
      if (values.size() > INTERVALS) {
        break;
      }
      values.add(row[column]);
    }
    return values.size();
  }

  /** By row, what it has in common with others: its value, or the interval that holds it. */
  private String[] keys(int column) {
    List<Object[]> rows = sample.rows();
    if (!sample.isOrdered(column) || values(column) <= INTERVALS) {
      return rows.stream()
          .map(row -> row[column] == null ? "" : "=" + CategoryText.of(row[column]))
          .toArray(String[]::new);
    }
    double[] numbers = sample.numbers(column);
    double[] sorted = numbers.clone();
    Arrays.sort(sorted);
    return Arrays.stream(numbers)
        .mapToObj(number -> Integer.toString(interval(sorted, number)))
        .toArray(String[]::new);
  }

  /** Equal numbers share an interval: that of the first of them. */
  private static int interval(double[] sorted, double number) {
    int low = 0;
    int high = sorted.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (sorted[middle] < number) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return (int) ((long) low * INTERVALS / sorted.length);
  }

  /** By row, the mean of {@code value} over the labels of the other half's rows with its key. */
  private double[] meansOfOtherHalf(String[] keys, DoubleUnaryOperator value) {
    List<Map<String, double[]>> halves = List.of(new HashMap<>(), new HashMap<>());
    for (int i = 0; i < keys.length; i++) {
      double[] sums = halves.get(i % 2).computeIfAbsent(keys[i], key -> new double[2]);
      sums[0] += value.applyAsDouble(labels[i]);
      sums[1]++;
    }
    double all = Arrays.stream(labels).map(value).average().orElse(0);
    double[] means = new double[keys.length];
    for (int i = 0; i < means.length; i++) {
      double[] sums = halves.get(1 - i % 2).get(keys[i]);
      means[i] = sums == null ? all : sums[0] / sums[1];
    }
    return means;
  }

  private double meanAuc(String[] keys) {
    double sum = 0;
    for (int code = 0; code < target.classes().size(); code++) {
      int wanted = code;
      DoubleUnaryOperator indicator = label -> label == wanted ? 1 : 0;
      double rows = Arrays.stream(labels).map(indicator).sum();
      if (rows > 0) {
        sum += rows * auc(meansOfOtherHalf(keys, indicator), code);
      }
    }
    return labels.length == 0 ? 0 : sum / labels.length;
  }

  /** The AUC of a class in the better direction; 0 where no other class was drawn. */
  private double auc(double[] scores, int code) {
    ClassWeights all = new ClassWeights();
    for (double label : labels) {
      all.add(label == code ? 1 : 0, 1);
    }
    RankingSums sums = new RankingSums(new ClassWeights(), all, 0);
    IntStream.range(0, scores.length)
        .boxed()
        .sorted(Comparator.comparingDouble((Integer i) -> -scores[i]))
        .forEach(i -> sums.add(scores[i], labels[i] == code ? 1 : 0, 1));
    if (all.whyOneClass().isPresent()) {
      return 0;
    }
    double auc = RankingSums.auc(sums.finish(), all).value();
    return Math.max(auc, 1 - auc);
  }

  /** R² of predictions; 0 where the label never changes. */
  private double explained(double[] predictions) {
    double mean = Arrays.stream(labels).average().orElse(0);
    double errors = 0;
    double variance = 0;
    for (int i = 0; i < labels.length; i++) {
      errors += (labels[i] - predictions[i]) * (labels[i] - predictions[i]);
      variance += (labels[i] - mean) * (labels[i] - mean);
    }
    return variance > 0 ? 1 - errors / variance : 0;
  }
}
