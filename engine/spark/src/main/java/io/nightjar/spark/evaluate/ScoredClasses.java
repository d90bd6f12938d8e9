package io.nightjar.spark.evaluate;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.element_at;
import static org.apache.spark.sql.functions.lit;

import io.nightjar.NightjarException;
import io.nightjar.model.calibration.OneVsRest;
import io.nightjar.model.calibration.ScoreMap;
import io.nightjar.model.calibration.TemperatureSums;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.storage.StorageLevel;

/**
 * Probabilities of several classes beside labels, of rows whose weight is above 0: what their
 * calibrations are fitted on. Kept in memory, or on disk, until it is closed.
 */
public final class ScoredClasses implements AutoCloseable {
  private final Dataset<Row> rows;
  private final List<String> classes;
  private final int partitions;

  private ScoredClasses(Dataset<Row> rows, EvaluationSpec spec) {
    this.rows = rows;
    this.classes = spec.labels();
    this.partitions = spec.partitions();
  }

  /** The rows among scored ones that {@link Evaluator} can evaluate. */
  public static ScoredClasses of(Dataset<Row> scored, EvaluationSpec spec) {
    return new ScoredClasses(
        Evaluator.narrow(scored, spec)
            .filter(col("weight").gt(lit(0.0)))
            .persist(StorageLevel.MEMORY_AND_DISK()),
        spec);
  }

  /** A map for each class, fitted on that class against the rest. */
  OneVsRest oneVsRest(Function<ScoredPairs, ScoreMap> fit) {
    List<ScoreMap> maps = new ArrayList<>();
    for (int k = 0; k < classes.size(); k++) {
      maps.add(fitted(k, fit));
    }
    return new OneVsRest(maps);
  }

  private ScoreMap fitted(int code, Function<ScoredPairs, ScoreMap> fit) {
    Dataset<Row> against =
        rows.select(
            element_at(col("score"), code + 1).plus(0.0).as("score"),
            col("label").equalTo(lit(code)).cast("int").cast("double").as("label"),
            col("weight"));
    try (ScoredPairs pairs = ScoredPairs.of(against, partitions)) {
      return fit.apply(pairs);
    } catch (NightjarException e) {
      throw NightjarException.of(
          e.kind(),
          e.problems().get(0).where(),
          "of the class '"
              + classes.get(code)
              + "' against the rest: "
              + e.problems().get(0).message(),
          e);
    }
  }

  /** The sums of a temperature 1/β. */
  TemperatureSums temperature(double beta) {
    return rows.toJavaRDD()
        .treeAggregate(new TemperatureSums(beta), ScoredClasses::add, ScoredClasses::add, 2);
  }

  private static TemperatureSums add(TemperatureSums sums, Row row) {
    List<Double> scores = row.getList(ScoredPairs.SCORE);
    double[] probabilities = new double[scores.size()];
    for (int k = 0; k < probabilities.length; k++) {
      probabilities[k] = scores.get(k);
    }
    sums.add(
        probabilities, (int) row.getDouble(ScoredPairs.LABEL), row.getDouble(ScoredPairs.WEIGHT));
    return sums;
  }

  private static TemperatureSums add(TemperatureSums sums, TemperatureSums other) {
    sums.add(other);
    return sums;
  }

  @Override
  public void close() {
    rows.unpersist();
  }
}
