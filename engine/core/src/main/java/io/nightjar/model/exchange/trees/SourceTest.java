package io.nightjar.model.exchange.trees;

/**
 * Which rows go left at a split.
 *
 * @param feature the feature's place
 * @param threshold in float32; of no meaning where there are categories
 * @param categories the categories that go left, a bit each, as in {@code TreeNodes}; null for a
 *     numeric split; borrowed
 * @param missingLeft whether a missing value goes left
 * @param zero what a value of zero is
 */
public record SourceTest(
    int feature, float threshold, long[] categories, boolean missingLeft, Zero zero) {

  /** What a value of zero is. */
  public enum Zero {
    /** A number like any other. */
    NUMBER,
    /** Missing, as a missing value is. */
    MISSING
  }

  /** A numeric split at which zero is a number. */
  public static SourceTest numeric(int feature, float threshold, boolean missingLeft) {
    return new SourceTest(feature, threshold, null, missingLeft, Zero.NUMBER);
  }

  /** A categorical split. */
  public static SourceTest categorical(int feature, long[] categories, boolean missingLeft) {
    return new SourceTest(feature, 0, categories, missingLeft, Zero.NUMBER);
  }

  /** The same test where zero goes the way of missing values. */
  public SourceTest withZeroMissing() {
    return new SourceTest(feature, threshold, categories, missingLeft, Zero.MISSING);
  }
}
