package io.nightjar.metrics;

import java.io.Serializable;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The sums of a regression's evaluation; any split and merge gives the same bits. Not thread-safe.
 *
 * <p>R² = 1 − Σw(y−ŷ)² / Σw(y−ȳ)²; the sum of squares about the mean is taken from exact moments,
 * so a large mean costs no digits.
 */
public final class RegressionSums implements Serializable {
  private static final long serialVersionUID = 1L;

  private final ExactSum weight = new ExactSum();
  private final ExactSum label = new ExactSum();
  private final ExactSum labelSquared = new ExactSum();
  private final ExactSum squaredError = new ExactSum();
  private final ExactSum absoluteError = new ExactSum();
  private long rows;
  private boolean overflow;

  /** Adds a row: a finite prediction and label, and a finite weight of at least 0. */
  public void add(double prediction, double y, double rowWeight) {
    rows++;
    double error = prediction - y;
    double largest = Math.max(Math.abs(error), Math.abs(y));
    if (!Double.isFinite(largest * largest * Math.max(rowWeight, 1))) {
      overflow = true;
      return;
    }
    weight.add(rowWeight);
    label.addProduct(rowWeight, y);
    labelSquared.addProductOfSquare(rowWeight, y);
    squaredError.add(rowWeight * error * error);
    absoluteError.add(rowWeight * Math.abs(error));
  }

  /** Adds all rows of the other. */
  public void add(RegressionSums other) {
    rows += other.rows;
    overflow |= other.overflow;
    weight.add(other.weight);
    label.add(other.label);
    labelSquared.add(other.labelSquared);
    squaredError.add(other.squaredError);
    absoluteError.add(other.absoluteError);
  }

  /** The finished evaluation. */
  public Evaluation evaluation() {
    Map<String, MetricValue> metrics = new LinkedHashMap<>();
    double all = weight.doubleValue();
    metrics.put(Metric.RMSE.key(), orWhyNot(Math.sqrt(squaredError.doubleValue() / all)));
    metrics.put(Metric.MAE.key(), orWhyNot(absoluteError.doubleValue() / all));
    metrics.put(Metric.R2.key(), rSquared());
    return new Evaluation(
        Task.REGRESSION, rows, all, 0, metrics, null, List.of(), List.of(), List.of());
  }

  private MetricValue orWhyNot(double value) {
    if (overflow) {
      return MetricValue.insufficient("squares of the labels or errors exceed a float64");
    }
    return weight.doubleValue() == 0
        ? MetricValue.insufficient("no row has a weight above 0")
        : MetricValue.of(value);
  }

  private MetricValue rSquared() {
    BigDecimal all = weight.exactValue();
    if (overflow || all.signum() == 0) {
      return orWhyNot(0);
    }
    BigDecimal mean = label.exactValue().divide(all, new MathContext(60));
    BigDecimal about = labelSquared.exactValue().subtract(mean.multiply(label.exactValue()));
    double sumOfSquares = about.doubleValue();
    return sumOfSquares <= 0
        ? MetricValue.insufficient(
            "every label is " + mean.doubleValue() + "; R² needs labels that differ")
        : MetricValue.of(1 - squaredError.doubleValue() / sumOfSquares);
  }
}
