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
 *
 * <p>The mean Poisson deviance is 2·Σw(y·ln(y/ŷ) − (y − ŷ)) / Σw with 0·ln 0 = 0 (McCullagh and
 * Nelder 1989, 2.3); there is one where every label is 0 or more and every prediction above 0.
 */
public final class RegressionSums implements Serializable {
  private static final long serialVersionUID = 1L;

  private final ExactSum weight = new ExactSum();
  private final ExactSum label = new ExactSum();
  private final ExactSum labelSquared = new ExactSum();
  private final ExactSum squaredError = new ExactSum();
  private final ExactSum absoluteError = new ExactSum();
  private final ExactSum deviance = new ExactSum();
  private double smallestLabel = Double.POSITIVE_INFINITY;
  private double smallestPrediction = Double.POSITIVE_INFINITY;
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
    addDeviance(prediction, y, rowWeight);
  }

  private void addDeviance(double prediction, double y, double rowWeight) {
    smallestLabel = Math.min(smallestLabel, y);
    smallestPrediction = Math.min(smallestPrediction, prediction);
    if (y >= 0 && prediction > 0) {
      // Two logarithms: the ratio of a large label and a tiny prediction may overflow.
      double logarithms = y == 0 ? 0 : y * (StrictMath.log(y) - StrictMath.log(prediction));
      deviance.add(rowWeight * 2 * (logarithms - (y - prediction)));
    }
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
    deviance.add(other.deviance);
    smallestLabel = Math.min(smallestLabel, other.smallestLabel);
    smallestPrediction = Math.min(smallestPrediction, other.smallestPrediction);
  }

  /** The finished evaluation. */
  public Evaluation evaluation() {
    Map<String, MetricValue> metrics = new LinkedHashMap<>();
    double all = weight.doubleValue();
    metrics.put(Metric.RMSE.key(), orWhyNot(Math.sqrt(squaredError.doubleValue() / all)));
    metrics.put(Metric.MAE.key(), orWhyNot(absoluteError.doubleValue() / all));
    metrics.put(Metric.R2.key(), rSquared());
    metrics.put(Metric.POISSON_DEVIANCE.key(), poissonDeviance(all));
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

  private MetricValue poissonDeviance(double all) {
    if (smallestLabel < 0) {
      return MetricValue.insufficient(
          "a label is " + smallestLabel + "; the Poisson deviance needs labels of 0 or more");
    }
    if (smallestPrediction <= 0) {
      return MetricValue.insufficient(
          "a prediction is "
              + smallestPrediction
              + "; the Poisson deviance needs predictions above 0, as type = poisson gives");
    }
    return orWhyNot(deviance.doubleValue() / all);
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
