package io.nightjar.model.exchange.onnx;

import io.nightjar.model.exchange.trees.Outcome;

/**
 * How an ensemble's weights become the sums of this house's trees.
 *
 * @param prefix of the attributes with weights: {@code class} or {@code target}
 * @param outcome what the sums mean
 * @param base where each output's sum starts
 * @param ids by an id in the file, what is made of its weights
 */
record OnnxSums(String prefix, Outcome outcome, double[] base, Share[] ids) {

  /**
   * What becomes of the weights of one class or target.
   *
   * @param output the output that they are added to; −1: none
   * @param scale what they are multiplied by
   */
  record Share(int output, double scale) {
    static final Share NONE = new Share(-1, 0);
  }

  /** The share of an id. */
  Share share(long id) {
    if (id < 0 || id >= ids.length) {
      throw new IllegalArgumentException(
          "%s_ids has %d; must be 0..%d".formatted(prefix, id, ids.length - 1));
    }
    return ids[(int) id];
  }
}
