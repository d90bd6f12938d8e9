package io.nightjar.jobs.benchmark.cases;

import java.util.List;
import java.util.function.Supplier;
import org.apache.spark.ml.Estimator;

/**
 * One model to fit, by us and by peers.
 *
 * @param name what the case is called, as in {@code --only}
 * @param what it is, for a reader
 * @param shape of the table; null where it is of ratings
 * @param rows where training rows lie when the clock starts
 * @param measure how good a model is
 * @param settings of {@code model}, as in a job's config
 * @param mllib Spark ML's estimators with the same settings
 * @param trees what XGBoost and LightGBM grow; null where they have no such model
 */
public record TrainCase(
    String name,
    String what,
    MadeRows shape,
    Rows rows,
    Measure measure,
    String settings,
    List<Peer> mllib,
    BoostedTrees trees) {

  /** Where training rows lie. */
  public enum Rows {
    CACHED,
    /** In Parquet files, which the operating system may hold in memory. */
    COLD
  }

  /** The same on another table. */
  TrainCase on(MadeRows other) {
    return new TrainCase(name, what, other, rows, measure, settings, mllib, trees);
  }

  /** A peer and how to make it; a fresh one each time. */
  public record Peer(String name, Supplier<Estimator<?>> estimator) {}

  /**
   * What boosted trees are grown with.
   *
   * @param minChildWeight least sum of second derivatives in a leaf
   * @param lambda λ of the leaves
   * @param subsample share of the rows that each tree is grown on
   * @param columnSubsample share of the columns that each tree is grown on
   */
  public record BoostedTrees(
      int trees,
      int depth,
      double learningRate,
      double minChildWeight,
      double lambda,
      double subsample,
      double columnSubsample) {

    /** Trees with what all libraries have by default elsewhere. */
    public static BoostedTrees of(int trees, int depth, double learningRate) {
      return new BoostedTrees(trees, depth, learningRate, 1, 1, 1, 1);
    }

    /** Whether only their number, depth and rate differ from the defaults. */
    public boolean isPlain() {
      return equals(of(trees, depth, learningRate));
    }
  }

  /** How good a model is. */
  public enum Measure {
    LOG_LOSS("objective", MadeRows.CLASS, Judge.Loss.LOGISTIC),
    SQUARES("objective", MadeRows.NUMBER, Judge.Loss.SQUARED),
    AUC("test AUC", MadeRows.CLASS, null),
    INERTIA("inertia", null, null),
    EXPLAINED("explained variance", null, null),
    RMSE("test RMSE", MadeRatings.RATING, null);

    private final String title;
    private final String label;
    private final Judge.Loss loss;

    Measure(String title, String label, Judge.Loss loss) {
      this.title = title;
      this.label = label;
      this.loss = loss;
    }

    public String title() {
      return title;
    }

    /** The column to predict; null where there is none. */
    public String label() {
      return label;
    }

    /** What a linear model reached on the training rows. */
    public double of(BenchTable table, Judge.Linear model) {
      return Judge.objective(table.assembled(), loss, model);
    }
  }
}
