package io.nightjar.scorer;

import io.nightjar.kernels.Kernels;
import io.nightjar.kernels.block.FeatureBlock;
import io.nightjar.scorer.predict.Predictor;

/**
 * Scores batches of raw rows; a row's result doesn't depend on the others in its batch. Buffers
 * grow to the largest batch. Not safe for several threads: one each.
 */
public final class BatchScorer {
  private final BlockEncoder encoder;
  private final BlockScorer scorer;

  BatchScorer(Predictor predictor, Kernels kernels) {
    this.encoder = BlockEncoder.of(predictor);
    this.scorer = BlockScorer.of(predictor, kernels);
  }

  /**
   * Scores the first {@code rows} of some raw rows.
   *
   * @param raw values in the order of {@link Scorer#signature()}, borrowed for the call
   * @param rows 0..{@link FeatureBlock#MAX_ROWS}
   */
  public ScoreBatch score(Object[][] raw, int rows) {
    return scorer.score(encode(raw, rows));
  }

  /** The block of some raw rows, which is good until the next call. */
  EncodedBlock encode(Object[][] raw, int rows) {
    return encoder.encode(raw, rows);
  }
}
