package io.nightjar.model;

import io.nightjar.features.CategoricalFeature;
import io.nightjar.features.ColumnType;
import io.nightjar.features.Feature;
import io.nightjar.features.FeatureSpec;
import io.nightjar.features.Missing;
import io.nightjar.features.NumericFeature;
import io.nightjar.features.NumericRange;
import io.nightjar.features.design.Precision;
import java.util.List;
import java.util.TreeMap;

/** Small models with coefficients that are easy to follow by hand. */
public final class ModelExamples {
  /** The design columns: age, sex=Female, sex is missing. */
  public static final List<Feature> FEATURES =
      List.of(
          new NumericFeature(
              "age", ColumnType.DOUBLE, 38.5, Missing.NONE, new NumericRange(38.5, 13.25, 17, 90)),
          new CategoricalFeature(
              "sex", ColumnType.STRING, List.of("Male", "Female"), new Missing(3, 0)));

  private ModelExamples() {}

  /** Logistic: margin = 0.1·age − 1·(sex=Female) + 0.5·(sex is missing) − 4. */
  public static LinearModel binary() {
    return LinearModel.of(
        header(Target.binary("income", List.of("<=50K"), ">50K")),
        new Coefficients(1, new double[] {0.1, -1, 0.5, -4}),
        0.5);
  }

  /** Multinomial with three classes. */
  public static LinearModel multiclass() {
    return LinearModel.of(
        header(Target.multiclass("species", List.of("a", "b", "c"))),
        new Coefficients(3, new double[] {0.1, 0, 0, 0, 0, 1, 0, 3, 0, 0, 2, 3}),
        0.5);
  }

  /** Linear: 2·age + 10·(sex=Female) − 7. */
  public static LinearModel regression() {
    return LinearModel.of(
        header(Target.regression("pay")), new Coefficients(1, new double[] {2, 10, 0, -7}), 0.5);
  }

  /** A header of the example features. */
  public static ModelHeader header(Target target) {
    return new ModelHeader(target, new FeatureSpec(FEATURES), Precision.FLOAT, provenance());
  }

  private static Provenance provenance() {
    TreeMap<String, String> parameters = new TreeMap<>();
    parameters.put("lambda", "0.01");
    parameters.put("alpha", "0.0");
    TreeMap<String, String> fit = new TreeMap<>();
    fit.put("iterations", "12");
    return new Provenance(
        "adult-income",
        new Provenance.Algorithm("logistic", parameters, 7),
        new Provenance.Snapshot("train.csv", 32_561, "00ff", "by hash of id: 70/15/15"),
        "c0ffee",
        "0.1.0",
        fit);
  }
}
