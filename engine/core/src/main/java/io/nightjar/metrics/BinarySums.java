package io.nightjar.metrics;

import java.io.Serializable;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * All that needs no order among the rows of a binary evaluation; any split and merge gives the same
 * bits. Not thread-safe.
 *
 * <p>Log loss clips the probability of the true class to {@code [ε, 1−ε]}, ε = 2⁻⁵².
 */
public final class BinarySums implements Serializable {
  private static final long serialVersionUID = 1L;
  static final double EPSILON = 0x1p-52;

  /** Calibration bins where no one asks for another number. */
  public static final int CALIBRATION_BINS = 10;

  private final double threshold;
  private final ExactSum weight = new ExactSum();
  private final ExactSum positiveWeight = new ExactSum();
  private final ExactSum logLoss = new ExactSum();
  private final ExactSum squaredError = new ExactSum();
  private final ExactSum truePositives = new ExactSum();
  private final ExactSum falsePositives = new ExactSum();
  private final long[] binRows;
  private final ExactSum[] binWeight;
  private final ExactSum[] binScore;
  private final ExactSum[] binPositive;
  private long rows;
  private long positives;
  private double lowest = Double.POSITIVE_INFINITY;
  private double highest = Double.NEGATIVE_INFINITY;

  /**
   * Empty sums.
   *
   * @param threshold rows with at least this score are predicted positive
   * @param bins number of equal-width calibration bins, at least 1
   */
  public BinarySums(double threshold, int bins) {
    this.threshold = threshold;
    this.binRows = new long[bins];
    this.binWeight = sums(bins);
    this.binScore = sums(bins);
    this.binPositive = sums(bins);
  }

  private static ExactSum[] sums(int count) {
    return IntStream.range(0, count).mapToObj(i -> new ExactSum()).toArray(ExactSum[]::new);
  }

  /** Adds a row: a finite score, a label 0 or 1 and a finite weight of at least 0. */
  public void add(double score, double label, double rowWeight) {
    boolean positive = label == 1;
    rows++;
    positives += positive ? 1 : 0;
    lowest = Math.min(lowest, score);
    highest = Math.max(highest, score);
    weight.add(rowWeight);
    if (positive) {
      positiveWeight.add(rowWeight);
    }
    if (score >= threshold) {
      (positive ? truePositives : falsePositives).add(rowWeight);
    }
    if (score >= 0 && score <= 1) {
      addProbability(score, label, rowWeight);
    }
  }

  private void addProbability(double score, double label, double rowWeight) {
    logLoss.add(rowWeight * negativeLog(label == 1 ? score : 1 - score));
    squaredError.add(rowWeight * (score - label) * (score - label));
    int bin = binOf(score, binRows.length);
    binRows[bin]++;
    binWeight[bin].add(rowWeight);
    binScore[bin].addProduct(rowWeight, score);
    binPositive[bin].add(rowWeight * label);
  }

  static double negativeLog(double probability) {
    return -StrictMath.log(Math.min(Math.max(probability, EPSILON), 1 - EPSILON));
  }

  /** The bin {@code [i/bins, (i+1)/bins)} that holds the score, the last one closed. */
  static int binOf(double score, int bins) {
    int bin = Math.min((int) (score * bins), bins - 1);
    if (bin > 0 && score < bin / (double) bins) {
      return bin - 1;
    }
    return bin < bins - 1 && score >= (bin + 1) / (double) bins ? bin + 1 : bin;
  }

  /** Adds all rows of the other, which has the same threshold and bins. */
  public void add(BinarySums other) {
    rows += other.rows;
    positives += other.positives;
    lowest = Math.min(lowest, other.lowest);
    highest = Math.max(highest, other.highest);
    weight.add(other.weight);
    positiveWeight.add(other.positiveWeight);
    logLoss.add(other.logLoss);
    squaredError.add(other.squaredError);
    truePositives.add(other.truePositives);
    falsePositives.add(other.falsePositives);
    for (int i = 0; i < binRows.length; i++) {
      binRows[i] += other.binRows[i];
      binWeight[i].add(other.binWeight[i]);
      binScore[i].add(other.binScore[i]);
      binPositive[i].add(other.binPositive[i]);
    }
  }

  long rows() {
    return rows;
  }

  long positives() {
    return positives;
  }

  double threshold() {
    return threshold;
  }

  double weight() {
    return weight.doubleValue();
  }

  double positiveWeight() {
    return positiveWeight.doubleValue();
  }

  MetricValue logLoss() {
    return ofProbabilities(logLoss.doubleValue() / weight());
  }

  MetricValue brier() {
    return ofProbabilities(squaredError.doubleValue() / weight());
  }

  MetricValue ece() {
    double all = weight();
    double error = 0;
    for (CalibrationBin bin : calibration()) {
      error += bin.weight() / all * Math.abs(bin.observed() - bin.meanScore());
    }
    return ofProbabilities(error);
  }

  private MetricValue ofProbabilities(double value) {
    if (weight() == 0) {
      return MetricValue.insufficient("no row has a weight above 0");
    }
    if (lowest < 0 || highest > 1) {
      return MetricValue.insufficient(
          "scores run from " + lowest + " to " + highest + "; only probabilities 0..1 have it");
    }
    return MetricValue.of(value);
  }

  List<CalibrationBin> calibration() {
    List<CalibrationBin> table = new ArrayList<>();
    double bins = binRows.length;
    for (int i = 0; i < binRows.length; i++) {
      double sum = binWeight[i].doubleValue();
      if (sum > 0) {
        double meanScore = binScore[i].doubleValue() / sum;
        double observed = binPositive[i].doubleValue() / sum;
        table.add(
            new CalibrationBin(i / bins, (i + 1) / bins, binRows[i], sum, meanScore, observed));
      }
    }
    return table;
  }

  Confusion confusion(List<String> labels) {
    double tp = truePositives.doubleValue();
    double fp = falsePositives.doubleValue();
    BigDecimal negative = weight.exactValue().subtract(positiveWeight.exactValue());
    double fn = positiveWeight.exactValue().subtract(truePositives.exactValue()).doubleValue();
    double tn = negative.subtract(falsePositives.exactValue()).doubleValue();
    return new Confusion(labels, List.of(List.of(tn, fp), List.of(fn, tp)));
  }
}
