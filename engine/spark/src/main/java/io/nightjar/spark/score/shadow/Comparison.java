package io.nightjar.spark.score.shadow;

import static org.apache.spark.sql.functions.col;

import io.nightjar.metrics.MetricValue;
import io.nightjar.model.Target;
import io.nightjar.model.Task;
import io.nightjar.spark.data.OrderedReduce;
import java.util.Iterator;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Compares a challenger's scores with the champion's, exactly, over all rows. */
public final class Comparison {
  private Comparison() {}

  /**
   * Compares; reads the rows a few times, so they should be kept.
   *
   * @param rows that the champion scored
   */
  public static Agreement of(Dataset<Row> rows, Compared compared) {
    Target target = compared.target();
    Dataset<Row> pairs =
        rows.select(
            col(compared.champion().prediction()),
            col(compared.champion().label()),
            col(compared.own().prediction()),
            col(compared.own().label()));
    String positive = target.task() == Task.BINARY ? target.positive() : null;
    PairSums sums =
        OrderedReduce.reduce(
            pairs.toJavaRDD(), (partition, part) -> sums(part, positive), PairSums::plus);
    boolean several = target.task() == Task.MULTICLASS;
    return new Agreement(
        compared.challenger(),
        compared.selector(),
        sums.rows(),
        sums.unscored(),
        target.task() == Task.REGRESSION ? null : share(sums.changed(), sums.rows()),
        positive == null ? null : sums.toPositive(),
        positive == null ? null : sums.toNegative(),
        several ? null : share(sums.differences(), sums.rows()),
        several ? null : spearman(rows, compared));
  }

  private static PairSums sums(Iterator<Row> rows, String positive) {
    PairSums sums = new PairSums(positive);
    while (rows.hasNext()) {
      sums.add(rows.next());
    }
    return sums;
  }

  private static MetricValue share(double part, long rows) {
    return rows == 0
        ? MetricValue.insufficient("no row was scored by both models")
        : MetricValue.of(part / rows);
  }

  private static MetricValue spearman(Dataset<Row> rows, Compared compared) {
    Dataset<Row> both = rows.filter(col(compared.own().prediction()).isNotNull());
    return RankCorrelation.of(
        both.select(col(compared.champion().prediction()), col(compared.own().prediction())));
  }
}
