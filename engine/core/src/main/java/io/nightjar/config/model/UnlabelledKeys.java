package io.nightjar.config.model;

import io.nightjar.config.hocon.Kind;
import io.nightjar.config.hocon.Property;
import io.nightjar.config.hocon.Settings;
import java.util.List;
import java.util.OptionalDouble;

/** The settings of models that learn without a label. */
final class UnlabelledKeys {
  private static final double TOLERANCE = 1e-6;

  static final Property<Integer> CLUSTERS =
      Property.required(
          "model.clusters", Kind.integer(1, 10_000), "k, the number of clusters (kmeans)");
  static final Property<Integer> INIT_STEPS =
      Property.of(
          "model.init-steps",
          Kind.integer(1, 100),
          2,
          "the rounds of k-means|| that find the first centroids, each of which draws 2·k rows"
              + " (kmeans)");
  static final Property<Integer> COMPONENTS =
      Property.optional(
          "model.components",
          Kind.integer(1, 1024),
          "all",
          "the number of principal components that are kept (pca)");

  static final Property<Integer> SAMPLE_SIZE =
      Property.of(
          "model.sample-size",
          Kind.integer(2, 65_536),
          256,
          "ψ, the rows that each tree is grown on; all rows where there are fewer"
              + " (isolation-forest)");
  static final Property<Double> CONTAMINATION =
      Property.optional(
          "model.contamination",
          Kind.number(0, 0.5),
          "rows that score above 0.5 are anomalies",
          "the share of the training rows that are taken for anomalies: the threshold is the least"
              + " score that no more of them are above (isolation-forest)");

  private UnlabelledKeys() {}

  static List<Property<?>> ofKMeans() {
    return List.of(
        CLUSTERS,
        INIT_STEPS,
        ModelKeys.MAX_ITERATIONS,
        ModelKeys.TOLERANCE,
        ModelKeys.STANDARDIZE,
        ModelKeys.CHECKPOINT_ROUNDS);
  }

  static List<Property<?>> ofPca() {
    return List.of(COMPONENTS, ModelKeys.STANDARDIZE, GlmKeys.PRECISION);
  }

  static List<Property<?>> ofIsolationForest() {
    return List.of(TreeKeys.TREES, SAMPLE_SIZE, CONTAMINATION);
  }

  static ModelConfig.IsolationForest readIsolationForest(Settings settings) {
    return new ModelConfig.IsolationForest(
        settings.read(TreeKeys.TREES),
        settings.read(SAMPLE_SIZE),
        settings.find(CONTAMINATION).map(OptionalDouble::of).orElse(OptionalDouble.empty()));
  }

  static ModelConfig.KMeans readKMeans(Settings settings) {
    return new ModelConfig.KMeans(
        settings.read(CLUSTERS),
        settings.read(ModelKeys.MAX_ITERATIONS),
        ModelKeys.readOr(settings, ModelKeys.TOLERANCE, TOLERANCE),
        settings.read(INIT_STEPS),
        settings.read(ModelKeys.STANDARDIZE),
        ModelKeys.readCheckpointRounds(settings));
  }

  static ModelConfig.Pca readPca(Settings settings) {
    return new ModelConfig.Pca(
        ModelKeys.findInt(settings, COMPONENTS),
        settings.read(ModelKeys.STANDARDIZE),
        settings.read(GlmKeys.PRECISION));
  }
}
