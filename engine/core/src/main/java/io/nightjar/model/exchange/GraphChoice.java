package io.nightjar.model.exchange;

import io.nightjar.model.Link;
import java.util.Objects;
import java.util.Optional;

/**
 * What an ONNX graph for ONNX Runtime doesn't say of itself.
 *
 * @param output the name of the output that is the prediction; empty: the only one of numbers
 * @param link from that output to predictions: IDENTITY where it holds numbers or probabilities,
 *     LOG where a number's logarithm, LOGIT log-odds, SOFTMAX a margin a class
 */
public record GraphChoice(Optional<String> output, Link link) {
  /** The only output, as it is. */
  public static final GraphChoice OWN = new GraphChoice(Optional.empty(), Link.IDENTITY);

  public GraphChoice {
    Objects.requireNonNull(output, "output");
    Objects.requireNonNull(link, "link");
    if (link == Link.LOG2) {
      throw new IllegalArgumentException(
          "the link is log2; must be identity, log, logit or softmax");
    }
  }
}
