package io.nightjar.spark.score;

import io.nightjar.features.CategoryText;
import io.nightjar.kernels.Kernels;
import io.nightjar.model.Model;
import io.nightjar.scorer.BlockScorer;
import io.nightjar.scorer.ScoreBatch;
import io.nightjar.scorer.explain.Contributions;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/** One model's way through a partition: scores block after block, and gives a row's values. */
final class ModelLane {
  private final BlockScorer scorer;
  private final RawBlock block;
  private final int explainTop;
  private ScoreBatch scores;
  private Contributions contributions;

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
  }

  boolean scored(int row) {
    return scores.reason(row) == null;
  }

  String reason(int row) {
    return scores.reason(row);
  }

  String column(int row) {
    return scores.column(row);
  }

  double prediction(int row) {
    return scores.prediction(row);
  }

  String label(int row) {
    return scores.labelName(row);
  }

  /** What there is beside the prediction; null for a model of a label. */
  double[] outputs(int row) {
    return scorer.model().target().task().labelled() ? null : scores.outputs(row);
  }

  /** By class; null where there are no classes. */
  double[] probabilities(int row) {
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
  double[] margins(int row) {
    double[] margins = new double[scores.outputs()];
    for (int k = 0; k < margins.length; k++) {
      margins[k] = scores.margin(k, row);
    }
    return margins;
  }

  /** The columns that moved the row's margin most, each with its value and what it added. */
  Row[] explanation(int row) {
    int[] strongest = contributions.strongest(row, explainTop);
    Row[] reasons = new Row[strongest.length];
    for (int i = 0; i < reasons.length; i++) {
      String column = contributions.columns().get(strongest[i]);
      String value = CategoryText.of(block.value(row, column));
      reasons[i] = RowFactory.create(column, value, contributions.value(strongest[i], row));
    }
    return reasons;
  }
}
