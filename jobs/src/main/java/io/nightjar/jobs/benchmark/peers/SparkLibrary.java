package io.nightjar.jobs.benchmark.peers;

import io.nightjar.FailureKind;
import io.nightjar.NightjarException;
import io.nightjar.jobs.benchmark.cases.FeatureColumns;
import io.nightjar.jobs.benchmark.cases.TrainCase;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Libraries whose boosted trees are estimators of Spark ML, with the settings that match ours. */
enum SparkLibrary {
  XGBOOST4J_SPARK("xgboost4j-spark", "ml.dmlc.xgboost4j.scala.spark.XGBoostClassifier") {
    @Override
    Map<String, Object> settings(
        TrainCase.BoostedTrees trees, FeatureColumns columns, int threads) {
      Map<String, Object> settings = new HashMap<>();
      settings.put("objective", "binary:logistic");
      settings.put("numRound", trees.trees());
      settings.put("max_depth", trees.depth());
      settings.put("eta", trees.learningRate());
      settings.put("tree_method", "hist");
      settings.put("max_bin", 256);
      settings.put("min_child_weight", trees.minChildWeight());
      settings.put("lambda", trees.lambda());
      settings.put("subsample", trees.subsample());
      settings.put("colsample_bytree", trees.columnSubsample());
      settings.put("numWorkers", threads);
      settings.put("nthread", 1);
      if (!columns.categories().isEmpty()) {
        settings.put(
            "feature_types",
            Stream.concat(
                    columns.numbers().stream().map(name -> "q"),
                    columns.categories().stream().map(name -> "c"))
                .toList());
      }
      return settings;
    }
  },

  SYNAPSEML("synapseml", "com.microsoft.azure.synapse.ml.lightgbm.LightGBMClassifier") {
    @Override
    Map<String, Object> settings(
        TrainCase.BoostedTrees trees, FeatureColumns columns, int threads) {
      Map<String, Object> settings = new HashMap<>();
      settings.put("objective", "binary");
      settings.put("numIterations", trees.trees());
      settings.put("maxDepth", trees.depth());
      settings.put("numLeaves", 1 << trees.depth());
      settings.put("learningRate", trees.learningRate());
      settings.put("maxBin", 255);
      settings.put("minDataInLeaf", 1);
      settings.put("minSumHessianInLeaf", trees.minChildWeight());
      settings.put("lambdaL2", trees.lambda());
      settings.put("baggingFraction", trees.subsample());
      settings.put("baggingFreq", 1);
      settings.put("featureFraction", trees.columnSubsample());
      if (!columns.categories().isEmpty()) {
        int numbers = columns.numbers().size();
        settings.put(
            "categoricalSlotIndexes",
            IntStream.range(numbers, columns.names().size()).boxed().toList());
      }
      return settings;
    }
  },

  SPARK_ML("spark-ml", "org.apache.spark.ml.classification.GBTClassifier") {
    @Override
    Map<String, Object> settings(
        TrainCase.BoostedTrees trees, FeatureColumns columns, int threads) {
      return Map.of(
          "maxIter", trees.trees(),
          "maxDepth", trees.depth(),
          "stepSize", trees.learningRate(),
          "maxBins", 255);
    }

    @Override
    boolean takes(FeatureColumns columns, TrainCase.BoostedTrees trees) {
      return !columns.holed() && trees.isPlain();
    }
  };

  private static final String ENDING = ".classpath";

  private final String text;
  private final String estimator;

  SparkLibrary(String text, String estimator) {
    this.text = text;
    this.estimator = estimator;
  }

  abstract Map<String, Object> settings(
      TrainCase.BoostedTrees trees, FeatureColumns columns, int threads);

  /** Whether it fits such rows at all, and grows such trees. */
  boolean takes(FeatureColumns columns, TrainCase.BoostedTrees trees) {
    return true;
  }

  /** Its name, as in its file's. */
  String text() {
    return text;
  }

  /** The estimator's class. */
  String estimator() {
    return estimator;
  }

  /** The library that a class path file is named after. */
  static SparkLibrary of(Path file) {
    String name = file.getFileName().toString();
    List<String> known = Arrays.stream(values()).map(one -> one.text + ENDING).toList();
    return Arrays.stream(values())
        .filter(one -> name.equals(one.text + ENDING))
        .findFirst()
        .orElseThrow(
            () ->
                NightjarException.of(
                    FailureKind.CONFIG,
                    "--peer",
                    "is the file '" + file + "'; its name must be one of " + known + "."));
  }
}
