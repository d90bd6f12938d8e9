package io.nightjar.jobs.benchmark.peers;

import io.nightjar.FailureKind;
import io.nightjar.NightjarException;
import io.nightjar.jobs.benchmark.cases.MadeRows;
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
    Map<String, Object> settings(TrainCase.BoostedTrees trees, MadeRows shape, int threads) {
      Map<String, Object> settings = new HashMap<>();
      settings.put("objective", "binary:logistic");
      settings.put("numRound", trees.trees());
      settings.put("max_depth", trees.depth());
      settings.put("eta", trees.learningRate());
      settings.put("tree_method", "hist");
      settings.put("max_bin", 256);
      settings.put("numWorkers", threads);
      settings.put("nthread", 1);
      if (shape.categories() > 0) {
        settings.put(
            "feature_types",
            Stream.concat(
                    shape.names().stream().map(name -> "q"),
                    shape.categoryNames().stream().map(name -> "c"))
                .toList());
      }
      return settings;
    }
  },

  SYNAPSEML("synapseml", "com.microsoft.azure.synapse.ml.lightgbm.LightGBMClassifier") {
    @Override
    Map<String, Object> settings(TrainCase.BoostedTrees trees, MadeRows shape, int threads) {
      Map<String, Object> settings = new HashMap<>();
      settings.put("objective", "binary");
      settings.put("numIterations", trees.trees());
      settings.put("maxDepth", trees.depth());
      settings.put("numLeaves", 1 << trees.depth());
      settings.put("learningRate", trees.learningRate());
      settings.put("maxBin", 255);
      settings.put("minDataInLeaf", 1);
      settings.put("minSumHessianInLeaf", 1.0);
      settings.put("lambdaL2", 1.0);
      if (shape.categories() > 0) {
        int numbers = shape.columns();
        settings.put(
            "categoricalSlotIndexes",
            IntStream.range(numbers, numbers + shape.categories()).boxed().toList());
      }
      return settings;
    }
  },

  SPARK_ML("spark-ml", "org.apache.spark.ml.classification.GBTClassifier") {
    @Override
    Map<String, Object> settings(TrainCase.BoostedTrees trees, MadeRows shape, int threads) {
      return Map.of(
          "maxIter", trees.trees(),
          "maxDepth", trees.depth(),
          "stepSize", trees.learningRate(),
          "maxBins", 255);
    }

    @Override
    boolean takes(MadeRows shape) {
      return shape.holes() == 0;
    }
  };

  private static final String ENDING = ".classpath";

  private final String text;
  private final String estimator;

  SparkLibrary(String text, String estimator) {
    this.text = text;
    this.estimator = estimator;
  }

  abstract Map<String, Object> settings(TrainCase.BoostedTrees trees, MadeRows shape, int threads);

  /** Whether it fits such rows at all. */
  boolean takes(MadeRows shape) {
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
