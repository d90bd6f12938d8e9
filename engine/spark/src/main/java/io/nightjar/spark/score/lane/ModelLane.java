package io.nightjar.spark.score.lane;

import io.nightjar.kernels.Kernels;
import io.nightjar.model.Model;
import io.nightjar.scorer.BlockScorer;
import io.nightjar.scorer.ScoreBatch;
import io.nightjar.scorer.explain.Contributions;
import io.nightjar.spark.data.parquet.chunk.BlockColumn;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/**
 * One model's way through a partition: scores block after block, and gives a row's values, or a
 * column's of all rows.
 */
public final class ModelLane {
  private final BlockScorer scorer;
  private final RawBlock block;
  private final int explainTop;
  private ScoreBatch scores;
  private Contributions contributions;
  private LaneReasons reasons;

  /**
   * @param block encodes rows as the model reads them; shared with other models
   * @param explainTop how many reasons a row gets
   */
  ModelLane(Model model, Kernels kernels, RawBlock block, int explainTop) {
    BlockScorer plain = BlockScorer.of(model, kernels);
    this.scorer = explainTop > 0 ? plain.explaining() : plain;
    this.block = block;
    this.explainTop = explainTop;
  }

  /** Scores what the block holds now. */
  void score() {
    scores = scorer.score(block.encoded());
    contributions = explainTop > 0 ? scorer.explain(block.encoded(), scores) : null;
    reasons = null;
  }

  /** Whether the row has scores. */
  public boolean scored(int row) {
    return scores.reason(row) == null;
  }

  /** Why it has none; null where it has. */
  public String reason(int row) {
    return scores.reason(row);
  }

  /** The column whose value is the reason; null where no single one is. */
  public String column(int row) {
    return scores.column(row);
  }

  /** The number, the positive probability or the code of the class. */
  public double prediction(int row) {
    return scores.prediction(row);
  }

  /** The name of the class; null where there are no classes. */
  public String label(int row) {
    return scores.labelName(row);
  }

  /** What there is beside the prediction; null for a model of a label. */
  public double[] outputs(int row) {
    return scorer.model().target().task().labelled() ? null : scores.outputs(row);
  }

  /** By class; null where there are no classes. */
  public double[] probabilities(int row) {
    int classes = scorer.model().target().classes().size();
    if (classes == 0) {
      return null;
    }
    double[] probabilities = new double[classes];
    for (int k = 0; k < classes; k++) {
      probabilities[k] = scores.probability(row, k);
    }
    return probabilities;
  }

  /** By output. */
  public double[] margins(int row) {
    double[] margins = new double[scores.outputs()];
    for (int k = 0; k < margins.length; k++) {
      margins[k] = scores.margin(k, row);
    }
    return margins;
  }

  /** The columns that moved the row's margin most, each with its value and what it added. */
  public Row[] explanation(int row) {
    int[] strongest = contributions.strongest(row, explainTop);
    Row[] reasons = new Row[strongest.length];
    for (int i = 0; i < reasons.length; i++) {
      String column = contributions.columns().get(strongest[i]);
      String value = block.text(row, column);
      reasons[i] = RowFactory.create(column, value, contributions.value(strongest[i], row));
    }
    return reasons;
  }

  /** Whether each row of the block has scores. */
  public boolean scoredAll() {
    for (int row = 0; row < scores.rows(); row++) {
      if (!scored(row)) {
        return false;
      }
    }
    return true;
  }

  /** By row, whether there are no scores; of length 0 where each has some. */
  private boolean[] nulls() {
    if (scoredAll()) {
      return new boolean[0];
    }
    boolean[] nulls = new boolean[scores.rows()];
    for (int row = 0; row < nulls.length; row++) {
      nulls[row] = !scored(row);
    }
    return nulls;
  }

  private BlockColumn numbers(IntToDoubleFunction of) {
    double[] numbers = new double[scores.rows()];
    for (int row = 0; row < numbers.length; row++) {
      numbers[row] = of.applyAsDouble(row);
    }
    return new BlockColumn.Numbers(numbers, nulls());
  }

  /** {@link #prediction} of all rows. */
  public BlockColumn predictions() {
    return new BlockColumn.Numbers(scores.predictions(), nulls());
  }

  /** {@link #prediction} of all rows as whole numbers. */
  public BlockColumn clusters() {
    int[] clusters = new int[scores.rows()];
    for (int row = 0; row < clusters.length; row++) {
      clusters[row] = (int) scores.prediction(row);
    }
    return new BlockColumn.Integers(clusters, nulls());
  }

  /** 1 for an anomaly and 0 for none, of all rows. */
  public BlockColumn anomalies() {
    int[] anomalies = new int[scores.rows()];
    for (int row = 0; row < anomalies.length; row++) {
      anomalies[row] = scored(row) ? (int) scores.outputs(row)[0] : 0;
    }
    return new BlockColumn.Integers(anomalies, nulls());
  }

  /** {@link #label} of all rows; not where there are no classes. */
  public BlockColumn labels() {
    return new BlockColumn.Codes(classes(), scores.labels());
  }

  private List<String> classes() {
    return scorer.model().target().classes();
  }

  /** The probability of class {@code code} of all rows. */
  public BlockColumn probability(int code) {
    return numbers(row -> scores.probability(row, code));
  }

  /** {@link #probabilities} of all rows; not where there are no classes. */
  public BlockColumn allProbabilities() {
    return new BlockColumn.Lists(scores.probabilities(), classes().size(), nulls());
  }

  /** {@link #outputs} of all rows, one of each. */
  public BlockColumn output(int at) {
    return numbers(row -> scores.margin(at + 1, row));
  }

  /** The first of the {@link #margins} of all rows. */
  public BlockColumn margin() {
    return numbers(row -> scores.margin(0, row));
  }

  /** {@link #margins} of all rows. */
  public BlockColumn allMargins() {
    int width = scores.outputs();
    double[] margins = new double[scores.rows() * width];
    for (int i = 0; i < margins.length; i++) {
      margins[i] = scores.margin(i % width, i / width);
    }
    return new BlockColumn.Lists(margins, width, nulls());
  }

  /** Of {@link #explanation}, the column of one rank in all rows; from 0 on. */
  public BlockColumn reasonFeature(int rank) {
    return reasons().feature(rank);
  }

  /** The value of that column as text. */
  public BlockColumn reasonValue(int rank) {
    return reasons().value(rank);
  }

  /** What it added to the margin. */
  public BlockColumn reasonContribution(int rank) {
    return reasons().contribution(rank);
  }

  private LaneReasons reasons() {
    if (reasons == null) {
      reasons = new LaneReasons(contributions, block, scores.rows(), explainTop);
    }
    return reasons;
  }
}
