package io.nightjar.metrics;

import java.io.Serializable;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;

/**
 * AUC-ROC and average precision from rows in descending order of score; ties count together.
 *
 * <p>With P, N the weights of all positives and negatives, and p, n those at or above a tie group:
 *
 * <pre>
 *   AUC = Σ Δn·(p_before + p) / (2·P·N)        AP = Σ Δp/P · p/(p + n)
 * </pre>
 *
 * The sums are exact, so a run may be cut between tie groups, each part being told what stands
 * before it, and the merged result is the same to the last bit. With whole weights (all 1, say) the
 * AUC is the exact fraction, correctly rounded, however many rows. Not thread-safe.
 */
public final class RankingSums implements Serializable {
  private static final long serialVersionUID = 1L;

  private final ExactSum positive = new ExactSum();
  private final ExactSum negative = new ExactSum();
  private final ExactSum twiceArea = new ExactSum();
  private final ExactSum precision = new ExactSum();
  private final CurveThinner curve;
  private double positiveBefore;
  private double negativeBefore;
  private double score = Double.NaN;

  /**
   * The sums of a part of the run.
   *
   * @param before weights of all positives and negatives in the parts before
   * @param all weights of all positives and negatives
   * @param curvePoints how many points to keep for drawing; 0 for none
   */
  public RankingSums(ClassWeights before, ClassWeights all, int curvePoints) {
    positive.add(before.positive());
    negative.add(before.negative());
    positiveBefore = positive.doubleValue();
    negativeBefore = negative.doubleValue();
    curve =
        new CurveThinner(all.positive().doubleValue(), all.negative().doubleValue(), curvePoints);
  }

  /** The next row; its score is at most the one before. */
  public void add(double rowScore, double label, double weight) {
    if (rowScore != score) {
      closeTies();
      score = rowScore;
    }
    (label == 1 ? positive : negative).add(weight);
  }

  private void closeTies() {
    if (Double.isNaN(score)) {
      return;
    }
    double p = positive.doubleValue();
    double n = negative.doubleValue();
    if (p == positiveBefore && n == negativeBefore) {
      return;
    }
    double step = n - negativeBefore;
    twiceArea.addProduct(step, p);
    twiceArea.addProduct(step, positiveBefore);
    precision.add((p - positiveBefore) * (p / (p + n)));
    curve.add(score, p, n);
    positiveBefore = p;
    negativeBefore = n;
  }

  /** Closes the last tie group of this part; call once, after its last row. */
  public RankingSums finish() {
    closeTies();
    score = Double.NaN;
    return this;
  }

  /** Adds another finished part of the same run; parts may be merged in any order. */
  public void add(RankingSums other) {
    twiceArea.add(other.twiceArea);
    precision.add(other.precision);
    curve.add(other.curve);
  }

  /** AUC-ROC; needs rows of both classes. */
  public static MetricValue auc(RankingSums sums, ClassWeights all) {
    return all.whyOneClass()
        .map(MetricValue::insufficient)
        .orElseGet(
            () -> {
              BigDecimal pairs = all.positive().exactValue().multiply(all.negative().exactValue());
              BigDecimal twice = pairs.add(pairs);
              return MetricValue.of(
                  sums.twiceArea.exactValue().divide(twice, MathContext.DECIMAL128).doubleValue());
            });
  }

  /** Average precision; needs rows of both classes. */
  public static MetricValue averagePrecision(RankingSums sums, ClassWeights all) {
    return all.whyOneClass()
        .map(MetricValue::insufficient)
        .orElseGet(
            () -> MetricValue.of(sums.precision.doubleValue() / all.positive().doubleValue()));
  }

  List<CurvePoint> roc() {
    return curve.roc();
  }

  List<CurvePoint> precisionRecall() {
    return curve.precisionRecall();
  }
}
