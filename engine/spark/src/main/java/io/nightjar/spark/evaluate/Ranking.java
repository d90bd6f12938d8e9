package io.nightjar.spark.evaluate;

import static org.apache.spark.sql.functions.col;

import io.nightjar.metrics.ClassWeights;
import io.nightjar.metrics.RankingSums;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import scala.Tuple2;

/**
 * The ranked runs of one or more classes, by one range-partitioned sort of rows (run, score, label,
 * weight). Equal scores of a run meet in one partition, so no tie group is ever cut.
 *
 * <p>One job tells each partition what stands before it; a second ranks. Both read the one shuffle.
 */
final class Ranking implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final int RUN = 0;
  private static final int SCORE = 1;
  private static final int LABEL = 2;
  private static final int WEIGHT = 3;

  private final ClassWeights[] all;
  private final int curvePoints;

  /**
   * Ranks against these totals.
   *
   * @param all summed weights of each run, over all rows
   */
  Ranking(ClassWeights[] all, int curvePoints) {
    this.all = all.clone();
    this.curvePoints = curvePoints;
  }

  /** The finished sums of each run. */
  RankingSums[] rank(Dataset<Row> rows, int partitions) {
    Column[] order = {col("run"), col("score").desc()};
    Dataset<Row> ranges =
        partitions > 0
            ? rows.repartitionByRange(partitions, order)
            : rows.repartitionByRange(order);
    JavaRDD<Row> sorted = ranges.sortWithinPartitions(order).toJavaRDD();
    Map<Integer, Map<Integer, ClassWeights>> before = before(sorted);
    RankingSums[] none = new RankingSums[all.length];
    for (int run = 0; run < all.length; run++) {
      none[run] = new RankingSums(new ClassWeights(), all[run], curvePoints).finish();
    }
    return sorted
        .mapPartitionsWithIndex(
            (partition, part) -> rankPart(part, before.getOrDefault(partition, Map.of())), false)
        .treeAggregate(none, Ranking::merge, Ranking::merge, 2);
  }

  private static RankingSums[] merge(RankingSums[] into, RankingSums[] from) {
    for (int run = 0; run < into.length; run++) {
      if (from[run] != null) {
        into[run].add(from[run]);
      }
    }
    return into;
  }

  private Iterator<RankingSums[]> rankPart(Iterator<Row> rows, Map<Integer, ClassWeights> before) {
    RankingSums[] sums = new RankingSums[all.length];
    while (rows.hasNext()) {
      Row row = rows.next();
      int run = row.getInt(RUN);
      if (sums[run] == null) {
        sums[run] = new RankingSums(before.get(run), all[run], curvePoints);
      }
      sums[run].add(row.getDouble(SCORE), row.getDouble(LABEL), row.getDouble(WEIGHT));
    }
    Arrays.stream(sums).filter(s -> s != null).forEach(RankingSums::finish);
    return Collections.singleton(sums).iterator();
  }

  /** By partition and run: the weights in all partitions before. */
  private static Map<Integer, Map<Integer, ClassWeights>> before(JavaRDD<Row> sorted) {
    List<Tuple2<Integer, HashMap<Integer, ClassWeights>>> parts =
        new ArrayList<>(sorted.mapPartitionsWithIndex(Ranking::weigh, false).collect());
    parts.sort(java.util.Comparator.comparing(Tuple2::_1));
    Map<Integer, Map<Integer, ClassWeights>> before = new HashMap<>();
    Map<Integer, ClassWeights> running = new HashMap<>();
    for (Tuple2<Integer, HashMap<Integer, ClassWeights>> part : parts) {
      Map<Integer, ClassWeights> here = new HashMap<>();
      part._2()
          .forEach(
              (run, weights) -> {
                ClassWeights sum = running.computeIfAbsent(run, r -> new ClassWeights());
                here.put(run, copy(sum));
                sum.add(weights);
              });
      before.put(part._1(), here);
    }
    return before;
  }

  private static ClassWeights copy(ClassWeights weights) {
    ClassWeights copy = new ClassWeights();
    copy.add(weights);
    return copy;
  }

  private static Iterator<Tuple2<Integer, HashMap<Integer, ClassWeights>>> weigh(
      int partition, Iterator<Row> rows) {
    HashMap<Integer, ClassWeights> byRun = new HashMap<>();
    while (rows.hasNext()) {
      Row row = rows.next();
      byRun
          .computeIfAbsent(row.getInt(RUN), run -> new ClassWeights())
          .add(row.getDouble(LABEL), row.getDouble(WEIGHT));
    }
    return Collections.singleton(new Tuple2<>(partition, byRun)).iterator();
  }
}
