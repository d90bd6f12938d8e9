package io.nightjar.spark.evaluate.suspect;

import io.nightjar.features.CategoryText;
import io.nightjar.metrics.ClassWeights;
import io.nightjar.metrics.Metric;
import io.nightjar.metrics.MetricValue;
import io.nightjar.metrics.RankingSums;
import io.nightjar.metrics.RegressionSums;
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
 *   <li>Several classes: the mean AUC of each class against the others, weighted by its rows
 *       (Provost and Domingos 2000).
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
    String name = sample.columns().get(column);
    Optional<double[]> numbers = numbers(column);
    String[] keys = numbers.map(LeakingColumns::intervals).orElseGet(() -> texts(column));
    return switch (target.task()) {
      case MULTICLASS -> new Leak(name, "AUC", meanAuc(keys));
      case BINARY -> {
        double byKey = auc(meansOfOtherHalf(keys, label -> label), 1);
        double byOrder = numbers.map(ordered -> auc(ordered, 1)).orElse(0.0);
        yield new Leak(name, "AUC", Math.max(byKey, byOrder));
      }
      default -> {
        double byKey = explained(meansOfOtherHalf(keys, label -> label));
        double byOrder = numbers.map(this::rankCorrelation).orElse(0.0);
        yield byOrder > byKey
            ? new Leak(name, "squared rank correlation", byOrder)
            : new Leak(name, "R2", byKey);
      }
    };
  }

  /** Many values that have an order; of few each has its own mean, which tells as much. */
  private Optional<double[]> numbers(int column) {
    Set<Object> values = new HashSet<>();
    for (Object[] row : sample.rows()) {
      if (values.size() > INTERVALS) {
        break;
      }
      values.add(row[column]);
    }
    return values.size() > INTERVALS && sample.isOrdered(column)
        ? Optional.of(sample.numbers(column))
        : Optional.empty();
  }

  private double rankCorrelation(double[] numbers) {
    double rho = new SpearmansCorrelation().correlation(numbers, labels);
    return Double.isNaN(rho) ? 0 : rho * rho;
  }

  /** By row, its value, which it has in common with others. */
  private String[] texts(int column) {
    return sample.rows().stream()
        .map(row -> row[column] == null ? "" : "=" + CategoryText.of(row[column]))
        .toArray(String[]::new);
  }

  /** By row, the interval that holds its number. */
  private static String[] intervals(double[] numbers) {
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

  /**
   * The larger classes first; an upper bound that is not suspicious where the mean can't become so:
   * of a thousand classes as a rule a few tell.
   */
  private double meanAuc(String[] keys) {
    double[] rows = new double[target.classes().size()];
    Arrays.stream(labels).filter(code -> code >= 0).forEach(code -> rows[(int) code]++);
    double most = Arrays.stream(rows).sum() / labels.length;
    for (int code : bySize(rows)) {
      if (most < SUSPICIOUS || rows[code] == 0) {
        break;
      }
      double auc = auc(meansOfOtherHalf(keys, label -> label == code ? 1 : 0), code);
      most -= (1 - auc) * rows[code] / labels.length;
    }
    return labels.length == 0 ? 0 : most;
  }

  private static List<Integer> bySize(double[] rows) {
    return IntStream.range(0, rows.length)
        .boxed()
        .sorted(Comparator.comparingDouble((Integer code) -> -rows[code]))
        .toList();
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
    RegressionSums sums = new RegressionSums();
    for (int i = 0; i < labels.length; i++) {
      sums.add(predictions[i], labels[i], 1);
    }
    MetricValue share = sums.evaluation().metric(Metric.R2);
    return share.isPresent() ? share.value() : 0;
  }
}
