package io.nightjar.scorer;

import io.nightjar.NightjarException;
import io.nightjar.kernels.Kernels;
import io.nightjar.model.Model;
import io.nightjar.scorer.explain.Contributions;
import io.nightjar.scorer.explain.Explainer;
import io.nightjar.scorer.predict.Predictor;

/**
 * Scores encoded blocks with one model: blocks in, columns of numbers out; it knows nothing of
 * where rows come from. Immutable and safe for many threads.
 */
public final class BlockScorer {
  private final Predictor predictor;
  private final Kernels kernels;
  private final Explainer explainer;

  private BlockScorer(Predictor predictor, Kernels kernels, Explainer explainer) {
    this.predictor = predictor;
    this.kernels = kernels;
    this.explainer = explainer;
  }

  /**
   * The scorer of a model, which explains nothing.
   *
   * @throws NightjarException CONFIG if only Spark can run it
   */
  public static BlockScorer of(Model model, Kernels kernels) {
    return of(Predictor.require(model), kernels);
  }

  static BlockScorer of(Predictor predictor, Kernels kernels) {
    return new BlockScorer(predictor, kernels, null);
  }

  /**
   * The same that can explain.
   *
   * @throws NightjarException CONFIG if the model's files don't hold what an explanation needs
   */
  public BlockScorer explaining() {
    return new BlockScorer(predictor, kernels, Explainer.of(predictor.model()));
  }

  /** The model. */
  public Model model() {
    return predictor.model();
  }

  /**
   * Scores every row of a block; a row's result doesn't depend on the others.
   *
   * @param block of an encoder that {@link BlockEncoder#serves} the model
   */
  public ScoreBatch score(EncodedBlock block) {
    int rows = block.rows();
    double[] margins = new double[predictor.outputs() * rows];
    predictor.margins(kernels, block.features(), margins);
    for (int row = 0; row < block.offsets().length; row++) {
      margins[row] += block.offsets()[row];
    }
    return new ScoreBatch(predictor, margins, block);
  }

  /**
   * Explains the margin of each row's prediction, of a multiclass model that of the predicted
   * class; an offset belongs to the base value. Asserts that every row's contributions add up.
   *
   * @param scores what {@link #score} gave for the block
   * @throws NightjarException INTERNAL if a row's contributions don't add up to its margin
   */
  public Contributions explain(EncodedBlock block, ScoreBatch scores) {
    if (explainer == null) {
      throw new IllegalStateException("this scorer explains nothing; make it explaining() first");
    }
    int[] outputs = new int[block.rows()];
    for (int row = 0; row < outputs.length; row++) {
      outputs[row] = scores.output(row);
    }
    Contributions found =
        explainer.explain(kernels, block.features(), outputs).withOffsets(block.offsets());
    for (int row = 0; row < outputs.length; row++) {
      if (outputs[row] >= 0) {
        found.requireSum(row, scores.margin(outputs[row], row));
      }
    }
    return found;
  }
}
