package io.nightjar.spark.train.mllib;

import io.nightjar.NearestName;
import java.util.List;
import java.util.Locale;

/** The predictors that Spark ML ships, to advise where a name is misspelt. */
final class KnownEstimators {
  private static final List<String> CLASSES =
      List.of(
          "classification.DecisionTreeClassifier",
          "classification.FMClassifier",
          "classification.GBTClassifier",
          "classification.LinearSVC",
          "classification.LogisticRegression",
          "classification.MultilayerPerceptronClassifier",
          "classification.NaiveBayes",
          "classification.RandomForestClassifier",
          "regression.AFTSurvivalRegression",
          "regression.DecisionTreeRegressor",
          "regression.FMRegressor",
          "regression.GBTRegressor",
          "regression.GeneralizedLinearRegression",
          "regression.LinearRegression",
          "regression.RandomForestRegressor");

  private KnownEstimators() {}

  static String advice(String wanted) {
    String name = wanted.substring(MllibEstimator.PREFIX.length());
    String simple = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    for (String known : CLASSES) {
      if (known.toLowerCase(Locale.ROOT).endsWith("." + simple)) {
        return "did you mean '" + MllibEstimator.PREFIX + known + "'?";
      }
    }
    return NearestName.of(name, CLASSES)
        .map(near -> "did you mean '" + MllibEstimator.PREFIX + near + "'?")
        .orElse("such as " + MllibEstimator.PREFIX + CLASSES.get(7));
  }
}
