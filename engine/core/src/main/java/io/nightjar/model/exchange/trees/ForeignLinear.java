package io.nightjar.model.exchange.trees;

import io.nightjar.model.exchange.trees.ForeignTrees.Input;
import java.util.List;

/**
 * The weights of another library's linear model, whose sums skip what is missing.
 *
 * @param library what wrote it, with its version where the file says so
 * @param outcome what the sums mean
 * @param inputs the features, in the file's order
 * @param outputs how many sums a row has
 * @param weights [outputs][features + 1], the intercept last of each; borrowed
 */
public record ForeignLinear(
    String library, Outcome outcome, List<Input> inputs, int outputs, double[] weights)
    implements ForeignModel {
  public ForeignLinear {
    inputs = List.copyOf(inputs);
  }
}
