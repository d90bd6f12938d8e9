package io.nightjar.spark.evaluate;

import io.nightjar.NightjarException;
import io.nightjar.model.calibration.Isotonic;
import io.nightjar.model.calibration.MonotoneBlocks;
import io.nightjar.model.calibration.OneVsRest;
import io.nightjar.model.calibration.Sigmoid;
import io.nightjar.model.calibration.SigmoidFit;
import io.nightjar.model.calibration.SigmoidPoint;
import io.nightjar.model.calibration.SigmoidSums;
import io.nightjar.model.calibration.Temperature;
import io.nightjar.model.calibration.TemperatureFit;
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
   * @throws NightjarException of kind DATA where there is none
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

  /**
   * Platt's sigmoid of each class against the rest.
   *
   * @throws NightjarException of kind DATA naming the class that has none
   */
  public static OneVsRest sigmoids(ScoredClasses classes) {
    return classes.oneVsRest(Calibrator::sigmoid);
  }

  /**
   * A rising curve of each class against the rest.
   *
   * @throws NightjarException of kind DATA naming a class without rows
   */
  public static OneVsRest curves(ScoredClasses classes) {
    return classes.oneVsRest(Calibrator::isotonic);
  }

  /**
   * A temperature of all classes: one pass for each step of Newton's method.
   *
   * @throws NightjarException of kind DATA where there is none
   */
  public static Temperature temperature(ScoredClasses classes) {
    return TemperatureFit.fit(classes::temperature);
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
