package io.nightjar.spark.evaluate;

import io.nightjar.metrics.ClassWeights;
import io.nightjar.metrics.threshold.ThresholdChoice;
import io.nightjar.metrics.threshold.ThresholdRule;
import io.nightjar.metrics.threshold.ThresholdSums;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Row;
import scala.Tuple2;

/**
 * The best threshold over all distinct scores, by one sort: one job tells each range of scores what
 * stands above it, a second looks at every score. Both read the one shuffle.
 */
public final class ThresholdSearch {
  private ThresholdSearch() {}

  /** The best; of equal ones the lowest. */
  public static ThresholdChoice best(ScoredPairs pairs, ThresholdRule rule) {
    JavaRDD<Row> sorted = pairs.descending();
    Map<Integer, ClassWeights> above = above(sorted);
    ClassWeights all = pairs.all();
    return sorted
        .mapPartitionsWithIndex(
            (partition, rows) -> {
              ThresholdSums sums = new ThresholdSums(rule, above.get(partition), all);
              return Collections.singleton(looked(rows, sums)).iterator();
            },
            false)
        .treeAggregate(
            new ThresholdSums(rule, new ClassWeights(), all),
            ThresholdSums::add,
            ThresholdSums::add,
            2)
        .best()
        .orElseThrow(() -> new IllegalStateException("both classes have rows"));
  }

  private static ThresholdSums looked(Iterator<Row> rows, ThresholdSums sums) {
    while (rows.hasNext()) {
      Row row = rows.next();
      sums.add(
          row.getDouble(ScoredPairs.SCORE),
          row.getDouble(ScoredPairs.LABEL),
          row.getDouble(ScoredPairs.WEIGHT));
    }
    return sums.finish();
  }

  /** By partition: the weights in all partitions before. */
  private static Map<Integer, ClassWeights> above(JavaRDD<Row> sorted) {
    List<Tuple2<Integer, ClassWeights>> parts =
        sorted
            .mapPartitionsWithIndex(
                (partition, rows) ->
                    Collections.singleton(new Tuple2<>(partition, weigh(rows))).iterator(),
                false)
            .collect();
    TreeMap<Integer, ClassWeights> own = new TreeMap<>();
    parts.forEach(part -> own.put(part._1(), part._2()));
    TreeMap<Integer, ClassWeights> above = new TreeMap<>();
    ClassWeights running = new ClassWeights();
    own.forEach(
        (partition, weights) -> {
          ClassWeights here = new ClassWeights();
          here.add(running);
          above.put(partition, here);
          running.add(weights);
        });
    return above;
  }

  private static ClassWeights weigh(Iterator<Row> rows) {
    ClassWeights sum = new ClassWeights();
    while (rows.hasNext()) {
      Row row = rows.next();
      sum.add(row.getDouble(ScoredPairs.LABEL), row.getDouble(ScoredPairs.WEIGHT));
    }
    return sum;
  }
}
