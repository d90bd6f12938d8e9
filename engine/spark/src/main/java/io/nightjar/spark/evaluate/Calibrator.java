package io.nightjar.spark.evaluate;

import io.nightjar.model.calibration.Isotonic;
import io.nightjar.model.calibration.MonotoneBlocks;
import io.nightjar.model.calibration.Sigmoid;
import io.nightjar.model.calibration.SigmoidFit;
import io.nightjar.model.calibration.SigmoidPoint;
import io.nightjar.model.calibration.SigmoidSums;
import io.nightjar.spark.data.OrderedReduce;
import java.util.Iterator;
import org.apache.spark.sql.Row;

/**
 * Fits calibrations on all pairs, weighted. Sums are exact before their one rounding, so the result
 * doesn't depend on partitions, task order or retries, to the last bit. What goes to the driver are
 * the pooled blocks of isotonic regression, never rows: of n rows of equal weight about n^(2/3) at
 * most, since no two blocks have the same share of positives.
 */
public final class Calibrator {
  private Calibrator() {}

  /**
   * Platt's sigmoid: one pass for each step of Newton's method.
   *
   * @throws io.nightjar.NightjarException of kind DATA where there is none
   */
  public static Sigmoid sigmoid(ScoredPairs pairs) {
    return SigmoidFit.fit(pairs.all(), point -> sums(pairs, point));
  }

  private static SigmoidSums sums(ScoredPairs pairs, SigmoidPoint point) {
    return pairs
        .unsorted()
        .treeAggregate(new SigmoidSums(point), Calibrator::add, Calibrator::add, 2);
  }

  private static SigmoidSums add(SigmoidSums sums, Row row) {
    sums.add(
        row.getDouble(ScoredPairs.SCORE),
        row.getDouble(ScoredPairs.LABEL),
        row.getDouble(ScoredPairs.WEIGHT));
    return sums;
  }

  private static SigmoidSums add(SigmoidSums sums, SigmoidSums other) {
    sums.add(other);
    return sums;
  }

  /** A rising curve: one sort by score, violators pooled in each range of scores, then between. */
  public static Isotonic isotonic(ScoredPairs pairs) {
    return OrderedReduce.<Row, MonotoneBlocks>reduce(
            pairs.ascending(), (partition, rows) -> blocks(rows), MonotoneBlocks::add)
        .curve();
  }

  private static MonotoneBlocks blocks(Iterator<Row> rows) {
    MonotoneBlocks blocks = new MonotoneBlocks();
    while (rows.hasNext()) {
      Row row = rows.next();
      blocks.add(
          row.getDouble(ScoredPairs.SCORE),
          row.getDouble(ScoredPairs.LABEL),
          row.getDouble(ScoredPairs.WEIGHT));
    }
    return blocks.finish();
  }
}
