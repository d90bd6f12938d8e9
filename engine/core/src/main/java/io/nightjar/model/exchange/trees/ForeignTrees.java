package io.nightjar.model.exchange.trees;

import io.nightjar.kernels.ensemble.TreeEnsemble;
import java.util.List;

/**
 * The trees of another library's file.
 *
 * @param library what wrote it, with its version where the file says so
 * @param outcome what the trees' sums mean
 * @param inputs the features, in the file's order
 * @param ensemble the trees, on the scale of margins
 */
public record ForeignTrees(
    String library, Outcome outcome, List<Input> inputs, TreeEnsemble ensemble)
    implements ForeignModel {
  /** Most features of a file. */
  public static final int MAX_FEATURES = 1 << 20;

  public ForeignTrees {
    inputs = List.copyOf(inputs);
  }

  @Override
  public int outputs() {
    return ensemble.outputs();
  }

  /**
   * A feature.
   *
   * @param name the file's own, or f0, f1, …
   * @param values which values it has
   */
  public record Input(String name, Values values) {}

  /** Which values a feature has. */
  public enum Values {
    /** Any number. */
    NUMBERS,
    /** The whole numbers that the library gave to categories. */
    CATEGORIES
  }
}
