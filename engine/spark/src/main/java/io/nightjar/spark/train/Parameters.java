package io.nightjar.spark.train;

import io.nightjar.config.SplitConfig;
import io.nightjar.config.hocon.Kind;
import io.nightjar.config.model.ModelConfig;
import java.util.SortedMap;
import java.util.TreeMap;

/** A config's settings as the model remembers them. */
final class Parameters {
  private Parameters() {}

  static SortedMap<String, String> of(ModelConfig model) {
    SortedMap<String, String> parameters = new TreeMap<>();
    if (model instanceof ModelConfig.Logistic logistic) {
      add(parameters, logistic.glm());
      parameters.put("threshold", Double.toString(logistic.threshold()));
      parameters.put("family", Kind.word(logistic.family()));
    } else if (model instanceof ModelConfig.Linear linear) {
      add(parameters, linear.glm());
    } else if (model instanceof ModelConfig.Poisson poisson) {
      add(parameters, poisson.glm());
    } else if (model instanceof ModelConfig.Gbt gbt) {
      add(parameters, gbt);
    } else if (model instanceof ModelConfig.Forest forest) {
      parameters.put("objective", Kind.word(forest.objective()));
      parameters.put("trees", Integer.toString(forest.trees()));
      parameters.put("threshold", Double.toString(forest.threshold()));
      add(parameters, forest.growth());
    } else if (model instanceof ModelConfig.Mlp mlp) {
      add(parameters, mlp);
    } else if (model instanceof ModelConfig.Import imported) {
      parameters.put("path", imported.path());
      parameters.put("format", imported.format());
      parameters.put("numbers", Kind.word(imported.numbers()));
      parameters.put("predicts", Kind.word(imported.predicts()));
      parameters.put("threshold", Double.toString(imported.threshold()));
    } else if (model instanceof ModelConfig.KMeans kmeans) {
      parameters.put("clusters", Integer.toString(kmeans.clusters()));
      parameters.put("max-iterations", Integer.toString(kmeans.maxIterations()));
      parameters.put("tolerance", Double.toString(kmeans.tolerance()));
      parameters.put("init-steps", Integer.toString(kmeans.initSteps()));
      parameters.put("standardize", Boolean.toString(kmeans.standardize()));
    } else if (model instanceof ModelConfig.Pca pca) {
      pca.components().ifPresent(count -> parameters.put("components", Integer.toString(count)));
      parameters.put("standardize", Boolean.toString(pca.standardize()));
      parameters.put("precision", Kind.word(pca.precision()));
    } else if (model instanceof ModelConfig.Als als) {
      parameters.put("rank", Integer.toString(als.rank()));
      parameters.put("iterations", Integer.toString(als.iterations()));
      parameters.put("lambda", Double.toString(als.lambda()));
      parameters.put("implicit", Boolean.toString(als.implicit()));
      if (als.implicit()) {
        parameters.put("alpha", Double.toString(als.alpha()));
      }
      if (als.nonNegative()) {
        parameters.put("non-negative", "true");
      }
      parameters.put("cold-start", Kind.word(als.coldStart()));
    } else if (model instanceof ModelConfig.IsolationForest forest) {
      parameters.put("trees", Integer.toString(forest.trees()));
      parameters.put("sample-size", Integer.toString(forest.sampleSize()));
      forest
          .contamination()
          .ifPresent(share -> parameters.put("contamination", Double.toString(share)));
    } else if (model instanceof ModelConfig.Mllib mllib) {
      parameters.put("class", mllib.className());
      mllib.params().forEach((name, value) -> parameters.put("params." + name, value.toString()));
    }
    return parameters;
  }

  private static void add(SortedMap<String, String> parameters, ModelConfig.Glm glm) {
    if (glm.lambdaPath() == null) {
      parameters.put("lambda", Double.toString(glm.lambda()));
    } else {
      parameters.put("lambda-path", glm.lambdaPath().text());
    }
    parameters.put("alpha", Double.toString(glm.alpha()));
    parameters.put("max-iterations", Integer.toString(glm.maxIterations()));
    parameters.put("tolerance", Double.toString(glm.tolerance()));
    parameters.put("standardize", Boolean.toString(glm.standardize()));
    parameters.put("fit-intercept", Boolean.toString(glm.fitIntercept()));
    parameters.put("precision", Kind.word(glm.precision()));
    parameters.put("standard-errors", Kind.word(glm.standardErrors()));
    glm.bounds().forEach((name, bounds) -> parameters.put("bounds." + name, bounds.text()));
  }

  private static void add(SortedMap<String, String> parameters, ModelConfig.Gbt gbt) {
    ModelConfig.Objective objective = gbt.objective();
    parameters.put("objective", Kind.word(objective.objective()));
    switch (objective.objective()) {
      case HUBER -> parameters.put("huber-delta", Double.toString(objective.huberDelta()));
      case QUANTILE -> parameters.put("quantile", Double.toString(objective.quantile()));
      case TWEEDIE -> parameters.put("tweedie-power", Double.toString(objective.tweediePower()));
      default -> {}
    }
    parameters.put("trees", Integer.toString(gbt.trees()));
    parameters.put("learning-rate", Double.toString(gbt.learningRate()));
    gbt.earlyStoppingRounds()
        .ifPresent(rounds -> parameters.put("early-stopping-rounds", Integer.toString(rounds)));
    gbt.earlyStoppingMetric().ifPresent(metric -> parameters.put("early-stopping-metric", metric));
    gbt.warmStart().ifPresent(version -> parameters.put("warm-start", version));
    parameters.put("scale-pos-weight", Double.toString(gbt.scalePosWeight()));
    parameters.put("threshold", Double.toString(gbt.threshold()));
    add(parameters, gbt.growth());
  }

  private static void add(SortedMap<String, String> parameters, ModelConfig.Growth growth) {
    parameters.put("depth", Integer.toString(growth.depth()));
    growth.leaves().ifPresent(leaves -> parameters.put("leaves", Integer.toString(leaves)));
    parameters.put("max-bins", Integer.toString(growth.maxBins()));
    parameters.put("lambda", Double.toString(growth.lambda()));
    parameters.put("alpha", Double.toString(growth.alpha()));
    parameters.put("gamma", Double.toString(growth.gamma()));
    parameters.put("min-child-weight", Double.toString(growth.minChildWeight()));
    parameters.put("subsample", Double.toString(growth.subsample()));
    growth
        .columnSubsample()
        .ifPresent(share -> parameters.put("column-subsample", Double.toString(share)));
    growth.monotone().forEach((name, way) -> parameters.put("monotone." + name, Kind.word(way)));
  }

  private static void add(SortedMap<String, String> parameters, ModelConfig.Mlp mlp) {
    ModelConfig.Descent descent = mlp.descent();
    parameters.put("objective", Kind.word(mlp.objective()));
    parameters.put("hidden-layers", mlp.hiddenLayers().toString());
    parameters.put("activation", Kind.word(mlp.activation()));
    parameters.put("lambda", Double.toString(mlp.lambda()));
    parameters.put("optimizer", Kind.word(descent.optimizer()));
    parameters.put("threshold", Double.toString(mlp.threshold()));
    if (descent.optimizer() == ModelConfig.Optimizer.L_BFGS) {
      parameters.put("max-iterations", Integer.toString(descent.maxIterations()));
      parameters.put("tolerance", Double.toString(descent.tolerance()));
      return;
    }
    parameters.put("dropout", Double.toString(mlp.dropout()));
    parameters.put("learning-rate", Double.toString(descent.learningRate()));
    if (descent.learningRateDecay() < 1) {
      parameters.put("learning-rate-decay", Double.toString(descent.learningRateDecay()));
    }
    parameters.put("batch-size", Integer.toString(descent.batchSize()));
    parameters.put("max-epochs", Integer.toString(descent.maxEpochs()));
    if (descent.optimizer() == ModelConfig.Optimizer.SGD) {
      parameters.put("momentum", Double.toString(descent.momentum()));
    }
    if (descent.earlyStoppingRounds() > 0) {
      parameters.put("early-stopping-rounds", Integer.toString(descent.earlyStoppingRounds()));
    }
  }

  /** The split as a sentence. */
  static String split(SplitConfig split) {
    return "by "
        + Kind.word(split.by())
        + ", validation "
        + split.validation()
        + ", test "
        + split.test()
        + ", seed "
        + split.seed();
  }
}
