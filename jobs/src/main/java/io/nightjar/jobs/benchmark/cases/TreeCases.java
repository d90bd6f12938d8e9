package io.nightjar.jobs.benchmark.cases;

import io.nightjar.jobs.benchmark.cases.TrainCase.BoostedTrees;
import io.nightjar.jobs.benchmark.cases.TrainCase.Measure;
import io.nightjar.jobs.benchmark.cases.TrainCase.Peer;
import io.nightjar.jobs.benchmark.cases.TrainCase.Rows;
import java.util.List;
import org.apache.spark.ml.classification.GBTClassifier;
import org.apache.spark.ml.classification.RandomForestClassifier;

/** The cases of trees. */
final class TreeCases {
  private static final MadeRows ALIKE = MadeRows.of(28);
  private static final MadeRows HOLES = ALIKE.holes(0.2);
  private static final MadeRows TEXTS = MadeRows.of(16).categories(4);

  private TreeCases() {}

  static TrainCase boosted() {
    Peer mllib =
        new Peer(
            "Spark ML",
            () ->
                new GBTClassifier()
                    .setFeaturesCol(BenchTable.FEATURES)
                    .setLabelCol(MadeRows.CLASS)
                    .setMaxIter(20)
                    .setMaxDepth(5)
                    .setMaxBins(255)
                    .setStepSize(0.1));
    return new TrainCase(
        "gbt-20",
        "20 boosted trees of depth 5, cached",
        ALIKE,
        Rows.CACHED,
        Measure.AUC,
        "type = gbt, trees = 20, depth = 5, learning-rate = 0.1",
        List.of(mllib),
        BoostedTrees.of(20, 5, 0.1));
  }

  static TrainCase boostedDeep() {
    return hundred("gbt-100", "100 boosted trees of depth 6, cached", ALIKE);
  }

  private static TrainCase hundred(String name, String what, MadeRows shape) {
    return new TrainCase(
        name,
        what,
        shape,
        Rows.CACHED,
        Measure.AUC,
        "type = gbt, trees = 100, depth = 6, learning-rate = 0.1",
        List.of(),
        BoostedTrees.of(100, 6, 0.1));
  }

  static TrainCase missing() {
    return hundred("gbt-missing", "the same with missing values in two of three columns", HOLES);
  }

  static TrainCase categories() {
    return hundred("gbt-categories", "the same with 4 of 20 columns of text", TEXTS);
  }

  static TrainCase forest() {
    Peer mllib =
        new Peer(
            "Spark ML",
            () ->
                new RandomForestClassifier()
                    .setFeaturesCol(BenchTable.FEATURES)
                    .setLabelCol(MadeRows.CLASS)
                    .setNumTrees(50)
                    .setMaxDepth(8)
                    .setMaxBins(255)
                    .setSeed(1));
    return new TrainCase(
        "forest",
        "50 trees of depth 8, cached",
        ALIKE,
        Rows.CACHED,
        Measure.AUC,
        "type = forest, trees = 50, depth = 8",
        List.of(mllib),
        null);
  }
}
